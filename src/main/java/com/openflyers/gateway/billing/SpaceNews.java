package com.openflyers.gateway.billing;

import com.openflyers.gateway.account.Visit;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.registry.RegisteredSpace;
import java.util.Optional;

/// What another feature has to say on the page of a space.
@FunctionalInterface
public interface SpaceNews {

    /// @param title of the section
    /// @param words one paragraph
    /// @param link  the words of the link
    /// @param path  where it leads, on this host
    record Section(Text title, Text words, Text link, String path) {}

    /// The way to the page about migrations, and nothing of a particular one.
    static SpaceNews ofMigrations() {
        return (_, space) -> Optional.of(new Section(
                new Text("Changer de version", "Change version"),
                new Text(
                        "La migration est offerte une fois par club. Il faut compter une semaine, mais en moyenne c’est fait sous 24 heures.",
                        "The migration is free once for each club. Count one week; on average it is done within 24 hours."),
                new Text("Voir la migration", "See the migration"),
                "/spaces/" + space.name() + "/migration"));
    }

    Optional<Section> about(Visit visit, RegisteredSpace space);
}
