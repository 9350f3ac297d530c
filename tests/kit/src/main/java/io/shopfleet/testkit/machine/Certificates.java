package io.shopfleet.testkit.machine;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority for one test server. All its certificates share one key, for making keys is what takes time. */
public final class Certificates {
    private static final X500Name AUTHORITY = new X500Name("CN=shopfleet-test-authority");

    private final KeyPair authority = keyPair();
    private final KeyPair holder = keyPair();
    private final AtomicLong serial = new AtomicLong(System.nanoTime());

    public String authorityCertificate() {
        return issue(AUTHORITY, authority, builder -> builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true)));
    }

    public String serverCertificate() {
        return issue(new X500Name("CN=localhost"), holder, builder -> {
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"), new GeneralName(GeneralName.dNSName, "localhost")}));
        });
    }

    /** Kubernetes reads the user from the common name and the groups from the organisations. */
    public String clientCertificate(String user, String... groups) {
        var subject = new X500NameBuilder().addRDN(BCStyle.CN, user);
        for (String group : groups) {
            subject.addRDN(BCStyle.O, group);
        }
        return issue(subject.build(), holder, builder ->
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth)));
    }

    public String key() {
        try {
            return pem(new JcaPKCS8Generator(holder.getPrivate(), null));
        } catch (IOException e) {
            throw new IllegalStateException("the key could not be written", e);
        }
    }

    public String publicKey() {
        return pem(holder.getPublic());
    }

    private interface Extensions {
        void addTo(X509v3CertificateBuilder builder) throws IOException;
    }

    private String issue(X500Name subject, KeyPair keys, Extensions extensions) {
        try {
            Instant now = Instant.now();
            var builder = new JcaX509v3CertificateBuilder(AUTHORITY, BigInteger.valueOf(serial.incrementAndGet()),
                    Date.from(now.minus(Duration.ofHours(1))), Date.from(now.plus(Duration.ofDays(2))), subject, keys.getPublic());
            extensions.addTo(builder);
            return pem(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(authority.getPrivate())));
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("no certificate could be made for " + subject, e);
        }
    }

    private static String pem(Object object) {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new IllegalStateException("a certificate or key could not be written", e);
        }
        return text.toString();
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no RSA", e);
        }
    }

    /** Writes a file that only its owner may read. */
    public static Path write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            if (!file.toFile().setReadable(false, false) || !file.toFile().setReadable(true, true)) {
                throw new IllegalStateException("the rights of " + file + " could not be restricted");
            }
            return file;
        } catch (IOException e) {
            throw new IllegalStateException(file + " could not be written", e);
        }
    }
}
