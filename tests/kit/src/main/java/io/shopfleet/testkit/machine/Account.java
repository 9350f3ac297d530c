package io.shopfleet.testkit.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** As whom a program runs that refuses to be root: as "nobody" where the tests run as root, else as who runs them. */
public final class Account {
    private static final int NOBODY = 65534;

    private Account() {
    }

    /**
     * What to put before a command. The wish to die with the parent is repeated: the kernel forgets it when a process changes
     * its user.
     */
    public static List<String> unprivileged(List<String> command) {
        var change = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--pdeathsig=KILL", "--");
        return root() ? Stream.concat(change.stream(), command.stream()).toList() : command;
    }

    /** Gives a file or folder to that account; the folders above it up to the home must let it pass. */
    public static Path own(Path path) {
        try {
            if (root()) {
                Files.setAttribute(path, "unix:uid", NOBODY);
            }
            return path;
        } catch (IOException e) {
            throw new IllegalStateException(path + " could not be given away", e);
        }
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }
}
