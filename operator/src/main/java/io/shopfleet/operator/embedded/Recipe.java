package io.shopfleet.operator.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a server is run, by the programs of the public image and of any that has them in the same places. The texts lie beside this
 * class, one folder for each server.
 *
 * @param settings files of {@value #SETTINGS}; the one that is run begins the data where there are none, and becomes the server
 */
record Recipe(SortedMap<String, String> settings) {
    static final String SETTINGS = "/etc/shopfleet/settings";
    static final String RUN = "run.sh";
    /** Files username and password, and what else is made of them. */
    static final String ACCOUNT = "/etc/shopfleet/account";
    static final String STORE = "/data";
    private static final String ADDRESS = "@ADDRESS@";

    static Recipe of(Wanted wanted) {
        Server server = wanted.server();
        String address = server.address(wanted.environment(), wanted.namespace());
        var settings = new TreeMap<String, String>();
        settings.put(RUN, text(server, RUN));
        server.settings().forEach(file -> settings.put(file, text(server, file).replace(ADDRESS, address)));
        return new Recipe(settings);
    }

    private static String text(Server server, String file) {
        String name = server.word() + "/" + file;
        try (InputStream stream = Recipe.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
