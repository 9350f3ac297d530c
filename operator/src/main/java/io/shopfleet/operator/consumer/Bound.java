package io.shopfleet.operator.consumer;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a service gets from an edge.
 *
 * @param facts what the config document says; no secrets
 * @param files of the folder /bindings/EDGE, as servicebinding.io has them
 */
public record Bound(SortedMap<String, String> facts, SortedMap<String, String> files) {
    private static final String AUTHORITY = "ca.crt";
    private static final String MODE = "sslmode";

    /**
     * The same where the certificate of the server is signed by an authority that no client knows by itself: it comes along as
     * a file. Drivers of PostgreSQL have to be told where that is, in the address or beside it.
     */
    public Bound trusting(String edge, String pem) {
        var trusting = new TreeMap<>(files);
        trusting.replaceAll((file, text) ->
                text.contains("?" + MODE + "=") ? text + "&sslrootcert=/bindings/" + edge + "/" + AUTHORITY : text);
        if (files.containsKey(MODE)) {
            trusting.put("sslrootcert", AUTHORITY);
        }
        trusting.put(AUTHORITY, pem);
        return new Bound(facts, trusting);
    }
}
