package io.shopfleet.catalog.store;

import io.shopfleet.catalog.domain.Products;

class InMemoryProductsTest extends ProductsContract {

    @Override
    Products products() {
        return new InMemoryProducts();
    }
}
