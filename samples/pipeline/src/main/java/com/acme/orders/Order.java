package com.acme.orders;

record Order(int id, String customer, int quantity) {
}
