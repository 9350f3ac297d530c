package io.shopfleet.operator.database.rights;

import io.shopfleet.operator.database.rights.Seen.Membership;
import java.util.SortedMap;
import java.util.SortedSet;

/** One change on the server. Steps that follow each other at one place are made together or not at all. */
public sealed interface Step extends io.shopfleet.operator.holding.Step {

    /** Where a step is made. */
    enum Place {
        /** In any session: what all databases of the server share. */
        Server,
        /** The same, on its own: it cannot be undone together with others. */
        ServerAlone,
        /** In a session in the database. */
        Inside,
        /** The same, on its own: others do not fail with it. */
        InsideAlone
    }

    default Place place() {
        return Place.Server;
    }

    /** A role that nobody can log in as. */
    record CreateRole(String role) implements Step {
        @Override
        public String words() {
            return "created role " + role;
        }
    }

    /** The operator itself becomes a member; one that is no superuser has no other way to act for a role that it made. */
    record JoinRole(String role) implements Step {
        @Override
        public String words() {
            return "became a member of role " + role;
        }
    }

    record TakePowers(String role, SortedSet<String> powers) implements Step {
        @Override
        public String words() {
            return "took " + String.join(", ", powers) + " from role " + role;
        }
    }

    /** The member may act as the role, and has its rights only while it does. */
    record AddMember(String role, String member) implements Step {
        @Override
        public String words() {
            return "made " + member + " a member of role " + role;
        }
    }

    record RemoveMember(Membership membership) implements Step {
        @Override
        public String words() {
            return "removed " + membership.member() + " from role " + membership.role();
        }
    }

    record CreateDatabase(String database) implements Step {
        @Override
        public String words() {
            return "created database " + database;
        }

        @Override
        public Place place() {
            return Place.ServerAlone;
        }
    }

    record OwnDatabase(String database) implements Step {
        @Override
        public String words() {
            return "took ownership of database " + database;
        }
    }

    /** @param limit -1 for none */
    record LimitConnections(String database, int limit) implements Step {
        @Override
        public String words() {
            return limit < 0
                    ? "lifted the connection limit of database " + database
                    : "limited database " + database + " to " + limit + " connections";
        }
    }

    record CreateSchema(String schema, String owner) implements Step {
        @Override
        public String words() {
            return "created schema " + schema + " of " + owner;
        }

        @Override
        public Place place() {
            return Place.Inside;
        }
    }

    record OwnSchema(String schema, String owner) implements Step {
        @Override
        public String words() {
            return "gave schema " + schema + " to " + owner;
        }

        @Override
        public Place place() {
            return Place.Inside;
        }
    }

    /** Tables, sequences, views, functions and types; what belongs to an extension stays with it. */
    record OwnObjects(String schema, String owner) implements Step {
        @Override
        public String words() {
            return "gave what lies in schema " + schema + " to " + owner;
        }

        @Override
        public Place place() {
            return Place.Inside;
        }
    }

    record CreateExtension(String extension) implements Step {
        @Override
        public String words() {
            return "created extension " + extension;
        }

        @Override
        public Place place() {
            return Place.InsideAlone;
        }
    }

    record Grant(Privilege.Target on, String grantee, SortedSet<String> privileges) implements Step {
        @Override
        public String words() {
            return "granted " + String.join(", ", privileges) + " on " + on.words() + " to " + grantee;
        }

        @Override
        public Place place() {
            return on.kind() == Privilege.Kind.Database ? Place.Server : Place.Inside;
        }
    }

    /** Also from whom the grantee passed it on to. */
    record Revoke(Privilege.Target on, String grantee, SortedSet<String> privileges) implements Step {
        @Override
        public String words() {
            return "revoked " + String.join(", ", privileges) + " on " + on.words() + " from " + grantee;
        }

        @Override
        public Place place() {
            return on.kind() == Privilege.Kind.Database ? Place.Server : Place.Inside;
        }
    }

    /** What each session of the login in the database begins with. */
    record Configure(String login, SortedMap<String, String> settings) implements Step {
        @Override
        public String words() {
            return "set " + String.join(", ", settings.keySet()) + " of role " + login;
        }
    }

    /** With a password, which whoever makes the step has to know. */
    record OpenLogin(String login) implements Step {
        @Override
        public String words() {
            return "set the password of role " + login;
        }
    }

    record CloseLogin(String login) implements Step {
        @Override
        public String words() {
            return "closed role " + login;
        }
    }

    record EndSessions(String login) implements Step {
        @Override
        public String words() {
            return "ended the sessions of role " + login;
        }

        @Override
        public Place place() {
            return Place.ServerAlone;
        }
    }

    record DropRole(String role) implements Step {
        @Override
        public String words() {
            return "dropped role " + role;
        }
    }

    /** @param force ends the sessions that are open in it; without, they keep it from being dropped */
    record DropDatabase(String database, boolean force) implements Step {
        @Override
        public String words() {
            return "dropped database " + database;
        }

        @Override
        public Place place() {
            return Place.ServerAlone;
        }
    }
}
