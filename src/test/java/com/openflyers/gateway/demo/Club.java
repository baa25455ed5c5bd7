package com.openflyers.gateway.demo;

import java.util.List;

/// The clubs of the demo; fictional, as are their members.
public enum Club {
    /// On 1.3.1, with a 2.0 database made ready: the one to try a flip with.
    AEROCLUB(
            "aeroclub",
            "Aéro-club du Bassin d'Arcachon",
            "LFCH",
            Kind.PRODUCTION,
            "1.3.1",
            List.of(
                    new Model("F-GORA", "DR400-120", 13250, 4),
                    new Model("F-GXAB", "DR400-140B", 14900, 4),
                    new Model("F-HBCD", "DR401-155CDI", 16400, 4),
                    new Model("F-BVZR", "PA-28-161", 15200, 4),
                    new Model("F-HCPA", "Cap 10C", 21000, 2),
                    new Model("F-JTOP", "Aquila A210", 12800, 2))),
    /// On 1.3.1 only: the one to migrate.
    MERMOZ(
            "mermoz",
            "Aéroclub Jean Mermoz",
            "LFPX",
            Kind.PRODUCTION,
            "1.3.1",
            List.of(
                    new Model("F-GKQP", "DR400-120", 12900, 4),
                    new Model("F-GLVR", "DR400-180", 17800, 4),
                    new Model("F-BTHL", "C152", 11900, 2),
                    new Model("F-GCOM", "C172N", 15600, 4),
                    new Model("F-HMRZ", "DA40 NG", 18900, 4),
                    new Model("F-PJMZ", "MCR 4S", 10400, 4))),
    ALPILLES(
            "alpilles",
            "Aéro-club des Alpilles",
            "LFNE",
            Kind.PRODUCTION,
            "2.0",
            List.of(
                    new Model("F-GALP", "DR400-160", 15700, 4),
                    new Model("F-GUBS", "DR400-120", 13100, 4),
                    new Model("F-HALP", "SportStar RTC", 10900, 2),
                    new Model("F-BXNM", "PA-28-181", 17200, 4),
                    new Model("F-GSDL", "TB10 Tobago", 18300, 4),
                    new Model("F-AZLP", "Stampe SV4", 24500, 2))),
    /// A test space: red banner, its data mean nothing.
    PLANEURS(
            "planeurs",
            "Centre de vol à voile du Lubéron",
            "LFMH",
            Kind.TEST,
            "2.0",
            List.of(
                    new Model("F-CAVL", "ASK 21", 3200, 2),
                    new Model("F-CHLB", "ASK 13", 2600, 2),
                    new Model("F-CLSQ", "LS 4b", 2800, 1),
                    new Model("F-CPEG", "Pégase C101", 2700, 1),
                    new Model("F-CDUO", "Duo Discus", 4300, 2),
                    new Model("F-BREM", "MCR 180 R", 19500, 2)));

    public enum Kind {
        TEST,
        PRODUCTION
    }

    /// An aircraft of the club's; the price of an hour in euro cents.
    record Model(String callsign, String type, int hourCents, int seats) {}

    private final String space;
    private final String title;
    private final String icao;
    private final Kind kind;
    private final String version;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<Model> fleet;

    Club(String space, String title, String icao, Kind kind, String version, List<Model> fleet) {
        this.space = space;
        this.title = title;
        this.icao = icao;
        this.kind = kind;
        this.version = version;
        this.fleet = fleet;
    }

    /// The sub-domain.
    public String space() {
        return space;
    }

    /// The name that members read.
    public String title() {
        return title;
    }

    public Kind kind() {
        return kind;
    }

    /// The version it is served by when the demo starts.
    public String version() {
        return version;
    }

    /// Those that it has a database for.
    public List<String> versions() {
        return this == AEROCLUB ? List.of("1.3.1", "2.0") : List.of(version);
    }

    /// The name of its database for a version, whether it exists or not: `aeroclub_131`.
    public String database(String version) {
        return space + "_" + version.replace(".", "");
    }

    String icao() {
        return icao;
    }

    List<Model> fleet() {
        return fleet;
    }
}
