package io.shopfleet.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfleet.orders.domain.Basket.Item;
import io.shopfleet.orders.store.InMemoryOrders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderDeskTest {

    private static final Sku MUG = new Sku("MUG-01");
    private static final Sku PEN = new Sku("PEN-01");
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Optional<IdempotencyKey> KEY = Optional.of(new IdempotencyKey("key-1"));

    private final Map<Sku, Money> priceList = new HashMap<>(Map.of(MUG, euros(1290), PEN, euros(199)));
    private final Map<Sku, Money> heard = new HashMap<>();
    private final OrderDesk desk = new OrderDesk(new InMemoryOrders(100), wanted -> priceList, wanted -> heard, Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void anOrderHasThePricesOfItsLinesAndTheirSum() {
        Order order = desk.place(basket(new Item(MUG, 2), new Item(PEN, 3)), Optional.empty());

        assertThat(order.placedAt()).isEqualTo(NOON);
        assertThat(order.lines()).containsExactly(new Order.Line(MUG, 2, euros(1290)), new Order.Line(PEN, 3, euros(199)));
        assertThat(order.lines()).extracting(Order.Line::total).containsExactly(euros(2580), euros(597));
        assertThat(order.total()).isEqualTo(euros(3177));
    }

    @Test
    void aPlacedOrderKeepsItsPricesWhenCatalogChangesThem() {
        Order order = desk.place(basket(new Item(MUG, 1)), Optional.empty());
        priceList.put(MUG, euros(1));

        assertThat(desk.order(order.id()).total()).isEqualTo(euros(1290));
        assertThat(desk.place(basket(new Item(MUG, 1)), Optional.empty()).total()).isEqualTo(euros(1));
    }

    @Test
    void anOrderWithUnknownSkusIsRefusedAndEachIsNamed() {
        Basket basket = basket(new Item(new Sku("NEW-1"), 1), new Item(MUG, 1), new Item(new Sku("NEW-2"), 1));

        assertThatThrownBy(() -> desk.place(basket, KEY))
                .isInstanceOfSatisfying(Refusal.UnknownSkus.class, refusal -> assertThat(refusal.lines()).containsExactly(0, 2))
                .hasMessage("Catalog does not know NEW-1, NEW-2; take these lines out or correct the SKU");
        assertThat(desk.page(Optional.empty(), 10).orders()).isEmpty();
    }

    @Test
    void theSameKeyGivesTheSameOrderAtTheSamePrice() {
        Order first = desk.place(basket(new Item(MUG, 1)), KEY);
        priceList.put(MUG, euros(1));

        assertThat(desk.place(basket(new Item(MUG, 1)), KEY)).isEqualTo(first);
        assertThat(desk.page(Optional.empty(), 10).orders()).containsExactly(first);
    }

    @Test
    void aRepeatedRequestNeedsNoPrices() {
        Order first = desk.place(basket(new Item(MUG, 1)), KEY);
        priceList.clear();

        assertThat(desk.place(basket(new Item(MUG, 1)), KEY)).isEqualTo(first);
    }

    @Test
    void theSameKeyForOtherLinesIsRefused() {
        Order first = desk.place(basket(new Item(MUG, 1)), KEY);

        assertThatThrownBy(() -> desk.place(basket(new Item(MUG, 2)), KEY))
                .isInstanceOf(Refusal.KeyReused.class)
                .hasMessage("This Idempotency-Key was sent before with other lines; send a new key with every new order");
        assertThat(desk.page(Optional.empty(), 10).orders()).containsExactly(first);
    }

    @Test
    void aRefusedRequestDoesNotUseUpItsKey() {
        priceList.clear();
        assertThatThrownBy(() -> desk.place(basket(new Item(MUG, 1)), KEY)).isInstanceOf(Refusal.UnknownSkus.class);
        priceList.put(MUG, euros(1290));

        assertThat(desk.place(basket(new Item(MUG, 1)), KEY).total()).isEqualTo(euros(1290));
    }

    @Test
    void whatAnOrderWouldCostNowIsKnownOnlyWhenAllItsPricesAre() {
        Order order = desk.place(basket(new Item(MUG, 2), new Item(PEN, 3)), Optional.empty());
        assertThat(desk.currentTotal(order)).isEmpty();
        heard.put(MUG, euros(1000));
        assertThat(desk.currentTotal(order)).isEmpty();
        heard.put(PEN, euros(100));
        assertThat(desk.currentTotal(order)).contains(euros(2300));
        heard.put(PEN, new Money(100, Currency.getInstance("SEK")));
        assertThat(desk.currentTotal(order)).isEmpty();
        assertThat(order.total()).isEqualTo(euros(3177));
    }

    @Test
    void whenPricesAreAwayNoOrderIsKept() {
        Refusal away = new Refusal.PricesUnavailable("Nobody answered", Duration.ofSeconds(2));
        OrderDesk cutOff = new OrderDesk(new InMemoryOrders(100), wanted -> {
            throw away;
        }, PriceBook.EMPTY, Clock.fixed(NOON, ZoneOffset.UTC));

        assertThatThrownBy(() -> cutOff.place(basket(new Item(MUG, 1)), Optional.empty())).isSameAs(away);
        assertThat(cutOff.page(Optional.empty(), 10).orders()).isEmpty();
    }

    @Test
    void anUnknownOrderIsRefused() {
        OrderId id = new OrderId("0199a0c0-0000-7000-8000-000000000000");

        assertThatThrownBy(() -> desk.order(id))
                .isInstanceOf(Refusal.UnknownOrder.class)
                .hasMessage("No order has the id 0199a0c0-0000-7000-8000-000000000000; GET /orders lists those there are");
    }

    private static Basket basket(Item... items) {
        return new Basket(List.of(items));
    }

    private static Money euros(long amountMinor) {
        return new Money(amountMinor, Currency.getInstance("EUR"));
    }
}
