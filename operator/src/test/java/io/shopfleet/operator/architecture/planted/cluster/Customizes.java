package io.shopfleet.operator.architecture.planted.cluster;

import io.quarkiverse.operatorsdk.runtime.api.ConfigurationServiceCustomizer;

/** Planted: a bean that would swap the client. */
public interface Customizes extends ConfigurationServiceCustomizer {}
