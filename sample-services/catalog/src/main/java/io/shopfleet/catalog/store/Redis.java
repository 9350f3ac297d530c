package io.shopfleet.catalog.store;

import io.shopfleet.catalog.binding.Binding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** The client of a bound cache. It gives up soon: a cache that is slower than the store is none. */
public final class Redis {
    private static final int MILLISECONDS = 200;

    private Redis() {
    }

    public static UnifiedJedis client(Binding binding) {
        var config = DefaultJedisClientConfig.builder()
                .user(binding.get("username")).password(binding.get("password"))
                .connectionTimeoutMillis(MILLISECONDS).socketTimeoutMillis(MILLISECONDS)
                .ssl(binding.get("uri").startsWith("rediss:"));
        binding.find("ca.crt").ifPresent(pem -> config.sslSocketFactory(trusting(pem)));
        return RedisClient.builder()
                .hostAndPort(new HostAndPort(binding.get("host"), Integer.parseInt(binding.get("port"))))
                .clientConfig(config.build()).build();
    }

    private static SSLSocketFactory trusting(String pem) {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (var certificate : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
                trusted.setCertificateEntry("authority-" + number++, certificate);
            }
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("ca.crt of the cache holds no certificates in PEM", e);
        }
    }
}
