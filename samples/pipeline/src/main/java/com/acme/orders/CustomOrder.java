package com.acme.orders;

/**
 * An order of something that is made after a drawing, which may be larger than a message.
 */
record CustomOrder(int id, String customer, String drawing) {
}
