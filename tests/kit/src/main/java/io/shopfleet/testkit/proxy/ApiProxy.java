package io.shopfleet.testkit.proxy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.shopfleet.testkit.machine.Certificates;
import io.shopfleet.testkit.machine.Home;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * Stands before the API server. Who comes through it acts as the user it was made for; it takes plain HTTP, on the loopback
 * address only, and speaks TLS with the server.
 */
public final class ApiProxy implements AutoCloseable {
    private final Rules<ApiRequest> rules = new Rules<>(true);
    private final Door door = new Door((client, number) -> new ApiLink(client, this::connect, rules));
    private final Home home = Home.make();
    private final URI server;
    private final SSLSocketFactory tls;

    private ApiProxy(Config user) {
        server = URI.create(user.getMasterUrl());
        tls = tls(user);
        door.up();
    }

    /** {@code ApiProxy.as(server.config("shopfleet"))}: for a user with a certificate. */
    public static ApiProxy as(Config user) {
        return new ApiProxy(user);
    }

    /** Settings for a client that goes through the proxy. */
    public Config config() {
        return new ConfigBuilder(Config.empty()).withMasterUrl(url()).build();
    }

    /** A kubeconfig file for another process that goes through the proxy. */
    public Path kubeconfig() {
        return Certificates.write(home.folder().resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: proxy
                clusters:
                  - name: proxy
                    cluster: {server: "%s"}
                users:
                  - name: proxy
                    user: {}
                contexts:
                  - name: proxy
                    context: {cluster: proxy, user: proxy}
                """.formatted(url()));
    }

    public String url() {
        return "http://127.0.0.1:" + door.port;
    }

    /** A rule for requests like these. It does nothing until it is told what. */
    public Rule<ApiRequest> when(Predicate<ApiRequest> request) {
        return rules.add(request);
    }

    /** Takes all rules away; whatever is held goes on. */
    public void clear() {
        rules.clear();
    }

    /** Ends all connections and refuses new ones. */
    public void down() {
        door.close();
    }

    /** Takes connections again. */
    public void up() {
        door.up();
    }

    /** Ends all connections, watches included; new ones are taken. */
    public void cut() {
        door.cut();
    }

    /** No byte passes either way, on any connection, until {@link #thaw}. */
    public void freeze() {
        rules.all.set(false);
    }

    public void thaw() {
        rules.all.set(true);
    }

    @Override
    public void close() {
        door.close();
        rules.clear();
        home.remove();
    }

    private Socket connect() throws IOException {
        Socket socket = tls.createSocket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static SSLSocketFactory tls(Config user) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(SSLUtils.keyManagers(user), SSLUtils.trustManagers(user), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the certificates of the user cannot be used", e);
        }
    }
}
