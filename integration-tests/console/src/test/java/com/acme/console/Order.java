package com.acme.console;

/**
 * An order.
 *
 * @param id the id
 * @param customer the name of the customer
 * @param quantity how many pieces
 */
public record Order(int id, String customer, int quantity) {

}
