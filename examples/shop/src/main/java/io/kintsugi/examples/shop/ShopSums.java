package io.kintsugi.examples.shop;

/** Counts, and money in cents. */
public record ShopSums(long users, long orders, long items, long cents, long paidOrders, long paidCents) {}
