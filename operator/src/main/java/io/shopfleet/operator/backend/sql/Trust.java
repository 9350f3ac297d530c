package io.shopfleet.operator.backend.sql;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.postgresql.ssl.WrappedFactory;

/** Trusts the authorities of a text in PEM, so that none has to lie in a file. The driver makes it by its name. */
public final class Trust extends WrappedFactory {

    /** @param authorities empty for those that Java knows */
    public Trust(String authorities) throws GeneralSecurityException, IOException {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, authorities.isEmpty() ? null : trusting(authorities), null);
        factory = tls.getSocketFactory();
    }

    private static TrustManager[] trusting(String authorities) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        var text = new ByteArrayInputStream(authorities.getBytes(StandardCharsets.UTF_8));
        for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(text)) {
            store.setCertificateEntry("authority-" + store.size(), authority);
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        return managers.getTrustManagers();
    }
}
