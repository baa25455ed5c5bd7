package com.openflyers.gateway.admin;

import com.openflyers.gateway.billing.SetUpPackage;
import com.openflyers.gateway.http.Cause;
import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.http.Problem;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.registry.Outcome;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What an operator is told when a change is not made: status, code and words of each outcome.
final class Problems {

    private Problems() {}

    static Problem notFound(String french, String english) {
        return Problem.of(Cause.NOT_FOUND).saying(new Text(french, english));
    }

    static Problem noDeadMail(long id) {
        return notFound(
                "Il n’y a pas de courrier abandonné n° " + id + ".", "There is no mail " + id + " that was given up.");
    }

    static Problem of(Outcome.StaleRevision stale) {
        return stale(stale.current());
    }

    /// @param current the revision that it has by now
    static Problem stale(long current) {
        return Problem.of(
                        412,
                        "stale-revision",
                        new Text("Révision dépassée", "Stale revision"),
                        new Text(
                                "Quelqu’un d’autre a modifié ceci entre-temps : relisez avant de recommencer.",
                                "Somebody else has changed this meanwhile: read it again before you retry."))
                .with("revision", current);
    }

    static Problem of(Outcome.UnknownSpace unknown) {
        return notFound(
                "L’espace « " + unknown.name() + " » n’existe pas.", "There is no space \"" + unknown.name() + "\".");
    }

    static Problem of(Outcome.SpaceClosed closed) {
        return Problem.of(
                409,
                "space-closed",
                new Text("Espace fermé", "Closed space"),
                new Text(
                        "L’espace « " + closed.name() + " » est fermé.",
                        "The space \"" + closed.name() + "\" is closed."));
    }

    static Problem of(Outcome.Reserved reserved) {
        return Problem.of(
                        409,
                        "reserved",
                        new Text("Espace réservé", "Reserved space"),
                        new Text(
                                "L’espace est réservé à « " + reserved.by() + " » tant qu’elle n’est pas terminée.",
                                "The space is reserved for \"" + reserved.by() + "\" until that is over."))
                .with("reservedBy", reserved.by());
    }

    static Problem of(Outcome.UnknownVersion unknown) {
        return Problem.of(
                422,
                "unknown-version",
                new Text("Version inconnue", "Unknown version"),
                new Text(
                        "La version « " + unknown.name() + " » n’est pas enregistrée.",
                        "The version \"" + unknown.name() + "\" is not registered."));
    }

    static Problem of(Outcome.NoDatabase none) {
        return Problem.of(
                422,
                "no-database",
                new Text("Pas de base de données", "No database"),
                new Text(
                        "L’espace n’a pas de base pour la version " + none.version()
                                + " : le pointeur ne déplace pas les données.",
                        "The space has no database for version " + none.version()
                                + ": the pointer does not move data."));
    }

    static Problem of(Outcome.MovedByHand moved) {
        return Problem.of(
                        409,
                        "moved-by-hand",
                        new Text("Migrée à la main", "Moved by hand"),
                        new Text(
                                "La migration " + moved.migration() + " a mené l’espace ici : un retour à la version "
                                        + moved.version() + " passe par elle (« reverse »), sinon ce qui a été"
                                        + " enregistré depuis serait perdu de vue.",
                                "Migration " + moved.migration() + " has brought the space here: going back to version "
                                        + moved.version() + " is said to it (\"reverse\"), or what was recorded since"
                                        + " would be left behind."))
                .with("migration", moved.migration());
    }

    static Problem of(Outcome.ToBeMovedByHand coming) {
        return Problem.of(
                        422,
                        "to-be-moved-by-hand",
                        new Text("À migrer à la main", "To be moved by hand"),
                        new Text(
                                "La migration " + coming.migration() + " mène l’espace à la version "
                                        + coming.version()
                                        + " (« start »), et n’a pas encore eu lieu : le pointeur ne déplace pas les données.",
                                "Migration " + coming.migration() + " leads the space to version " + coming.version()
                                        + " (\"start\"), and has not taken place yet: the pointer does not move data."))
                .with("migration", coming.migration());
    }

    static Problem of(Outcome.Fenced fenced) {
        return Problem.of(
                        422,
                        "fenced",
                        new Text("Base verrouillée", "Fenced database"),
                        new Text(
                                "La base de l’espace pour la version " + fenced.version()
                                        + " refuse toute écriture ; rien ne peut y forcer le pointeur.",
                                "The space's database for version " + fenced.version()
                                        + " refuses every writer; nothing can force the pointer there."))
                .with("database", fenced.database());
    }

    static Problem noHealthyUpstream(String version) {
        return Problem.of(
                422,
                "no-healthy-upstream",
                new Text("Aucun serveur en état", "No healthy upstream"),
                new Text(
                        "Aucun serveur de la version " + version + " ne répond. « force=true » passe outre.",
                        "No server of version " + version + " answers. \"force=true\" goes ahead all the same."));
    }

    static Problem of(Outcome.InUse used) {
        return Problem.of(
                        409,
                        "in-use",
                        new Text("Version utilisée", "Version in use"),
                        new Text(
                                "Des espaces pointent sur cette version ou gardent une base pour elle : "
                                        + used.spaces() + ".",
                                "Spaces point at this version or keep a database of it: " + used.spaces() + "."))
                .with("spaces", used.spaces());
    }

    static Problem of(Outcome.Remembered remembered) {
        return Problem.of(
                        409,
                        "version-remembered",
                        new Text("Version dans l’historique", "Version in the history"),
                        new Text(
                                "L’historique des migrations nomme cette version (migrations : "
                                        + remembered.migrations() + ") : elle reste enregistrée.",
                                "The history of migrations names this version (migrations: " + remembered.migrations()
                                        + "): it stays registered."))
                .with("migrations", remembered.migrations());
    }

    static Problem of(Outcome.NameRetired retired) {
        return Problem.of(
                409,
                "name-retired",
                new Text("Nom déjà utilisé", "Name used before"),
                new Text(
                        "Le nom « " + retired.name() + " » a été celui d’un autre club et ne sert plus.",
                        "The name \"" + retired.name() + "\" was another club's and is not used again."));
    }

    static Problem of(Outcome.InTheMaking wanted) {
        return Problem.of(
                409,
                "in-the-making",
                new Text("Espace en création", "Space in the making"),
                new Text(
                        "Un club s’est inscrit sous le nom « " + wanted.name()
                                + " » et l’a confirmé : son espace est en création.",
                        "A club has signed up for the name \"" + wanted.name()
                                + "\" and confirmed it: its space is in the making."));
    }

    static Problem of(Outcome.BadName bad) {
        return Problem.of(422, "bad-name", new Text("Nom impossible", "Impossible name"), Text.same(bad.rule()));
    }

    static Problem of(Outcome.PointerDiffers differs) {
        return Problem.of(
                        409,
                        "pointer-differs",
                        new Text("Autre version en service", "Another version is live"),
                        new Text(
                                "L’espace est sur la version " + differs.current()
                                        + " ; seul le pointeur (…/pointer) change cela.",
                                "The space is on version " + differs.current()
                                        + "; only the pointer (…/pointer) changes that."))
                .with("version", differs.current());
    }

    static Problem of(Outcome.DatabaseConflict conflict) {
        return Problem.of(
                409,
                "database-conflict",
                new Text("Base déjà attribuée", "Database taken"),
                new Text(
                        "La base « " + conflict.database()
                                + " » est à un autre espace, ou deux bases seraient en service pour une version.",
                        "The database \"" + conflict.database()
                                + "\" is another space's, or two would be live for one version."));
    }

    static Problem of(Outcome.DatabaseForbidden forbidden) {
        return Problem.of(
                        422,
                        "database-forbidden",
                        new Text("Base impossible", "Impossible database"),
                        new Text(
                                "La base « " + forbidden.database() + " » ne peut pas être celle d’un espace : c’est "
                                        + "le registre, une base de PostgreSQL, le modèle d’une version ou ce qu’une "
                                        + "migration a fait.",
                                "The database \"" + forbidden.database() + "\" cannot be a space's: it is the "
                                        + "registry, PostgreSQL's own, a version's template, or what a migration "
                                        + "has made."))
                .with("database", forbidden.database());
    }

    static Problem unknownMigration(long id) {
        return notFound("La migration " + id + " n’existe pas.", "There is no migration " + id + ".");
    }

    /// @param because a sentence for an operator
    static Problem impossible(Text because) {
        return Problem.of(422, "impossible", new Text("Migration impossible", "Impossible migration"), because);
    }

    static Problem underWay(long migration) {
        return Problem.of(
                        409,
                        "under-way",
                        new Text("Migration en cours", "Migration under way"),
                        new Text(
                                "La migration " + migration + " de cet espace n’est pas terminée.",
                                "Migration " + migration + " of this space is not over."))
                .with("migration", migration);
    }

    /// @param cents null when the version has no price
    static Problem priceNotAccepted(@Nullable Long cents) {
        var title = new Text("Prix à accepter", "Price to be accepted");
        if (cents == null) {
            return Problem.of(
                    409,
                    "price-not-accepted",
                    title,
                    new Text(
                            "La migration gratuite du club est utilisée, et la version n’a pas de prix de migration.",
                            "The club's free migration is used, and the version has no price for another one."));
        }
        var price = BigDecimal.valueOf(cents, 2).toPlainString();
        return Problem.of(
                        409,
                        "price-not-accepted",
                        title,
                        new Text(
                                "La migration gratuite du club est utilisée : il doit accepter le prix de " + price
                                        + " €.",
                                "The club's free migration is used: it must accept the price of € " + price + "."))
                .with("cents", cents);
    }

    /// @param because a sentence for an operator
    static Problem notNow(Text because) {
        return Problem.of(409, "not-now", new Text("Pas maintenant", "Not now"), because);
    }

    static Problem otherSetUp(SetUpPackage.State now) {
        var words = OfficeWords.of(now);
        return Problem.of(
                409,
                "not-now",
                new Text("Pas maintenant", "Not now"),
                new Text(
                        "Le forfait en est ailleurs : " + words.in(Language.FRENCH) + ".",
                        "The package is elsewhere by now: " + words.in(Language.ENGLISH) + "."));
    }

    /// @param because a sentence for an operator
    static Problem keptSpace(Text because) {
        return Problem.of(409, "space-kept", new Text("Espace conservé", "Space kept"), because);
    }

    static Problem stillLive(String node) {
        return Problem.of(
                409,
                "node-live",
                new Text("Nœud actif", "Live node"),
                new Text(
                        "Le nœud « " + node + " » vient de donner signe de vie : il reviendrait de lui-même.",
                        "The node \"" + node + "\" was heard a moment ago: it would come back by itself."));
    }

    static Problem unknownSetUp(long id) {
        return notFound("Le forfait paramétrage " + id + " n’existe pas.", "There is no set-up package " + id + ".");
    }
}
