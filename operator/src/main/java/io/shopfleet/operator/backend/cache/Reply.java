package io.shopfleet.operator.backend.cache;

import io.shopfleet.operator.cachespace.Categories;
import io.shopfleet.operator.cachespace.User;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import redis.clients.jedis.util.SafeEncoder;

/** What the server answers, as words. */
final class Reply {

    private Reply() {}

    static String word(Object reply) {
        return reply instanceof byte[] bytes ? SafeEncoder.encode(bytes) : Objects.toString(reply, "");
    }

    static List<String> words(Object reply) {
        return list(reply).stream().map(Reply::word).toList();
    }

    static List<?> list(Object reply) {
        return reply instanceof List<?> list ? list : List.of();
    }

    /** A flat list of names and values. */
    static Map<String, Object> pairs(Object reply) {
        var pairs = new HashMap<String, Object>();
        List<?> flat = list(reply);
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            pairs.put(word(flat.get(i)), flat.get(i + 1));
        }
        return pairs;
    }

    /** The answer to {@code acl getuser}, with what the commands mean on this server. */
    static User user(String name, Object reply, Categories categories) {
        Map<String, Object> told = pairs(reply);
        List<String> flags = words(told.get("flags"));
        var reach = new TreeSet<>(split(told.get("keys")));
        reach.addAll(split(told.get("channels")));
        return new User(
                name,
                flags.contains("on"),
                flags.contains("nopass") || flags.contains("skip-sanitize-payload"),
                new TreeSet<>(words(told.get("passwords"))),
                reach,
                categories.granted(split(told.get("commands"))),
                selectors(told.get("selectors")));
    }

    private static List<String> split(Object reply) {
        return Arrays.stream(word(reply).split(" ")).filter(part -> !part.isEmpty()).toList();
    }

    private static List<String> selectors(Object reply) {
        return list(reply).stream()
                .map(selector -> list(selector).stream().map(Reply::word).toList().toString())
                .toList();
    }
}
