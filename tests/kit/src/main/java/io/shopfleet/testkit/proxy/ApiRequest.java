package io.shopfleet.testkit.proxy;

import java.util.regex.Pattern;

/**
 * One HTTP request.
 *
 * @param method such as PATCH
 * @param path without the query
 * @param query what follows the question mark, or nothing
 * @param body as text of one character per byte
 */
public record ApiRequest(String method, String path, String query, String body) {

    static ApiRequest of(String startLine, String body) {
        String[] words = startLine.split(" ", 3);
        String[] target = words[1].split("\\?", 2);
        return new ApiRequest(words[0], target[0], target.length > 1 ? target[1] : "", body);
    }

    /** Whether it has this method and all of its path matches this pattern. */
    public boolean is(String wantedMethod, String pattern) {
        return method.equals(wantedMethod) && Pattern.matches(pattern, path);
    }

    /** Whether it watches what this pattern matches, over HTTP or a web socket. */
    public boolean watches(String pattern) {
        return is("GET", pattern) && query.matches("(.*&)?watch=(true|1)(&.*)?");
    }
}
