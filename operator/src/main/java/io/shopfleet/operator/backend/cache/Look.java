package io.shopfleet.operator.backend.cache;

import io.shopfleet.operator.cachespace.Categories;
import io.shopfleet.operator.cachespace.KeySpace;
import io.shopfleet.operator.cachespace.Snapshot;
import io.shopfleet.operator.cachespace.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;

/** What a server tells of a key space, in two rounds whatever the number of users. */
final class Look {
    private final Connection connection;

    Look(Connection connection) {
        this.connection = connection;
    }

    Snapshot at(String keySpace) {
        connection.sendCommand(Command.ACL, "USERS");
        connection.sendCommand(Command.ACL, "CAT");
        List<Object> answers = Wire.answers(connection, 2);
        List<String> names = Reply.words(answers.get(0)).stream()
                .filter(name -> name.startsWith(KeySpace.users(keySpace)))
                .filter(name -> !name.equals(KeySpace.marker(keySpace)))
                .toList();
        boolean made = Reply.words(answers.get(0)).contains(KeySpace.marker(keySpace));
        List<String> categories = Reply.words(answers.get(1));
        categories.forEach(name -> connection.sendCommand(Command.ACL, "CAT", name));
        names.forEach(name -> connection.sendCommand(Command.ACL, "GETUSER", name));
        List<Object> details = Wire.answers(connection, categories.size() + names.size());
        Categories known = categories(categories, details);
        return new Snapshot(keySpace, made, users(names, details.subList(categories.size(), details.size()), known), known);
    }

    private static Categories categories(List<String> names, List<Object> answers) {
        var commands = new TreeMap<String, Set<String>>();
        for (int i = 0; i < names.size(); i++) {
            commands.put(names.get(i), new TreeSet<>(Reply.words(answers.get(i))));
        }
        return Categories.of(commands);
    }

    /** Without those that somebody removed since their names were told. */
    private static List<User> users(List<String> names, List<Object> answers, Categories categories) {
        var users = new ArrayList<User>();
        for (int i = 0; i < names.size(); i++) {
            if (answers.get(i) != null) {
                users.add(Reply.user(names.get(i), answers.get(i), categories));
            }
        }
        return users;
    }
}
