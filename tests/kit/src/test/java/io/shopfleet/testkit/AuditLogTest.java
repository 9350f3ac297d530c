package io.shopfleet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
    @TempDir
    Path folder;

    private Path file;
    private AuditLog log;

    @BeforeEach
    void anEmptyLog() throws IOException {
        file = Files.createFile(folder.resolve("audit.log"));
        log = AuditLog.at(file);
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }

    private static String line(String name) {
        return """
                {"requestReceivedTimestamp": "2026-01-01T12:00:00Z", "stageTimestamp": "2026-01-01T12:00:00Z", "verb": "create", \
                "requestURI": "/", "user": {"username": "me"}, "objectRef": {"name": "%s"}, "responseStatus": {"code": 201}}
                """.formatted(name);
    }

    @Test
    void tellsWhatCameAfterTheMark() throws IOException {
        AuditLog.Mark begin = log.mark();
        write(line("first"));
        AuditLog.Mark later = log.mark();
        write(line("second"));
        assertThat(log.writesBy("me", begin)).extracting(AuditLog.Entry::name).containsExactly("first", "second");
        assertThat(log.writesBy("me", later)).extracting(AuditLog.Entry::name).containsExactly("second");
        assertThat(log.writesBy("me", log.mark())).isEmpty();
    }

    @Test
    void aLineThatWasBegunBeforeTheMarkIsFromBefore() throws IOException {
        write(line("first") + line("begun").substring(0, 30));
        AuditLog.Mark mark = log.mark();
        assertThat(log.writesBy("me", mark)).isEmpty();
        write(line("begun").substring(30));
        assertThat(log.writesBy("me", mark)).isEmpty();
        write(line("second"));
        assertThat(log.writesBy("me", mark)).extracting(AuditLog.Entry::name).containsExactly("second");
    }

    @Test
    void aLineThatIsStillBeingWrittenIsNotRead() throws IOException {
        AuditLog.Mark mark = log.mark();
        write(line("first") + line("second").substring(0, 30));
        assertThat(log.writesBy("me", mark)).extracting(AuditLog.Entry::name).containsExactly("first");
    }
}
