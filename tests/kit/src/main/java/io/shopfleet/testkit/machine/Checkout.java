package io.shopfleet.testkit.machine;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files of this repository, from whatever folder of it the program runs. */
public final class Checkout {
    private Checkout() {
    }

    /** Fails, with the cure, when the file is nowhere above the working folder. */
    public static Path file(String path, String cure) {
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(path))) {
                return folder.resolve(path);
            }
        }
        throw new IllegalStateException(path + " was not found above " + here + "; " + cure);
    }
}
