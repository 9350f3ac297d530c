package io.shopfleet.operator.backend.sql;

import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.operator.backend.BackendFailure;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the server's answer means to whoever reads a status. */
final class SqlFailure {
    static final String NO_LOGIN = "28";
    static final String LOCKED = "55P03";

    /** What the server says about a database only to whom it knows: no right, no database, no more sessions in it. */
    static final Set<String> BEYOND_THE_PASSWORD = Set.of("42501", "3D000", "53300");

    private static final int LONGEST = 300;

    private SqlFailure() {
    }

    static BackendFailure of(SQLException e) {
        String state = Optional.ofNullable(e.getSQLState()).orElse("");
        return switch (state) {
            case "57P01", "57P02", "57P03" -> failure(Reason.DependencyUnreachable, "PostgreSQL is starting or stopping", e);
            case "53300" -> failure(
                    Reason.DependencyUnreachable, "PostgreSQL takes no more connections; end some, or raise its limit", e);
            case "42501" -> failure(Reason.PermissionDenied, "the account of the operator may not do this: " + said(e), e);
            case "25006" -> failure(Reason.BackendRefused, "PostgreSQL takes no changes: it is a standby, or was made read-only", e);
            case LOCKED -> failure(Reason.BackendRefused, "somebody holds a lock for too long: " + said(e), e);
            case "57014" -> failure(Reason.BackendRefused, "PostgreSQL took too long: " + said(e), e);
            case "55006" -> failure(Reason.BackendRefused, "sessions are open; end them, or have the annotation "
                    + "shopfleet.io/force-delete: \"true\" end them: " + said(e), e);
            case "2BP01" -> failure(Reason.BackendRefused, "something else belongs to it: " + said(e), e);
            default -> ofClass(state.length() < 2 ? "" : state.substring(0, 2), e);
        };
    }

    /** The driver tells of another host's certificate by words alone, in any language with the name of who checked it. */
    private static boolean untrusted(Throwable e) {
        return e != null && (e instanceof SSLException || String.valueOf(e.getMessage()).contains("HostnameVerifier")
                || untrusted(e.getCause()));
    }

    private static BackendFailure ofClass(String group, SQLException e) {
        if (untrusted(e)) {
            return failure(Reason.DependencyUnreachable, "PostgreSQL cannot be trusted: its certificate is for another host, or not "
                    + "signed by the authority that the Secret of the account holds", e);
        }
        return switch (group) {
            case "08", "" -> failure(Reason.DependencyUnreachable, "PostgreSQL does not answer", e);
            case NO_LOGIN -> failure(Reason.AuthFailed, "PostgreSQL refuses the account of the operator", e);
            default -> failure(Reason.BackendRefused, "PostgreSQL refused: " + said(e), e);
        };
    }

    private static BackendFailure failure(Reason reason, String message, SQLException e) {
        return new BackendFailure(reason, message, e);
    }

    /** In the server's words, and those that name what is in the way. What they quote may be long. */
    private static String said(SQLException e) {
        Optional<ServerErrorMessage> answer = Optional.of(e)
                .filter(PSQLException.class::isInstance)
                .flatMap(postgres -> Optional.ofNullable(((PSQLException) postgres).getServerErrorMessage()));
        String message = answer.map(ServerErrorMessage::getMessage).orElseGet(() -> String.valueOf(e.getMessage()));
        String detail = answer.map(ServerErrorMessage::getDetail).map(more -> " (" + more.replace('\n', ' ') + ")").orElse("");
        String text = message + detail;
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
