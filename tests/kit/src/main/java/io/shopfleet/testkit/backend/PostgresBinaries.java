package io.shopfleet.testkit.backend;

import io.shopfleet.testkit.machine.Home;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs from its jar, unpacked once per machine. They lie where every account may run them. */
final class PostgresBinaries {
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    private PostgresBinaries() {
    }

    static synchronized Path folder() {
        URL archive = PostgresBinaries.class.getResource(ARCHIVE);
        if (archive == null) {
            throw new IllegalStateException(ARCHIVE + " is not on the class path: the tests know PostgreSQL for Linux on x86-64 only");
        }
        try {
            String user = System.getProperty("user.name");
            // The size tells versions apart, and is known without reading all of it.
            long size = archive.openConnection().getContentLengthLong();
            Path folder = Path.of(System.getProperty("java.io.tmpdir")).resolve("shopfleet-postgres-" + user + "-" + size);
            if (!Files.exists(folder)) {
                unpack(archive, folder);
            }
            if (!Files.getOwner(folder).getName().equals(user)) {
                throw new IllegalStateException(folder + " belongs to somebody else; remove it");
            }
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL could not be unpacked", e);
        }
    }

    /** Beside the place and then moved there, so that nobody finds half of it. */
    private static void unpack(URL archive, Path folder) throws IOException {
        Home home = Home.make();
        try {
            Path fresh = Files.createDirectory(home.folder().resolve("postgres"));
            Process tar = new ProcessBuilder(List.of("tar", "-xf", "-", "--no-same-owner", "-C", fresh.toString())).inheritIO()
                    .redirectInput(ProcessBuilder.Redirect.PIPE).start();
            try (InputStream packed = archive.openStream(); var unpacked = new XZInputStream(packed); var pipe = tar.getOutputStream()) {
                unpacked.transferTo(pipe);
            }
            if (tar.onExit().join().exitValue() != 0) {
                throw new IllegalStateException("tar could not unpack " + archive);
            }
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            move(fresh, folder);
        } finally {
            home.remove();
        }
    }

    private static void move(Path fresh, Path folder) throws IOException {
        try {
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Another process of these tests may just have done the same.
            if (!Files.exists(folder)) {
                throw e;
            }
        }
    }
}
