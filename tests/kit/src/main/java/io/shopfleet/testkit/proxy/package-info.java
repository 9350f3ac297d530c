/**
 * Proxies that make faults: a request of the nth kind is delayed, held, answered, or cut before or after the server has heard
 * it; a server is down, frozen, or another one behind the same address. {@code proxy.when(what).nth(2).cutAfter()}
 */
package io.shopfleet.testkit.proxy;
