-- What every shard has whole, and what is spread by customer_id.
CREATE TABLE product (product_id bigint PRIMARY KEY, name varchar(100) NOT NULL, price_cents bigint NOT NULL);
CREATE TABLE customer (
    customer_id bigint AUTO_INCREMENT PRIMARY KEY,
    name varchar(100) NOT NULL,
    country varchar(2) NOT NULL,
    version integer DEFAULT 0 NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4;
CREATE TABLE `purchase` (
    `purchase_id` bigint NOT NULL AUTO_INCREMENT,
    `customer_id` bigint NOT NULL,
    `product_id` bigint NOT NULL,
    `status` varchar(10) NOT NULL,
    `total_cents` bigint NOT NULL,
    PRIMARY KEY (`purchase_id`, `customer_id`),
    CONSTRAINT `purchase_customer` FOREIGN KEY (`customer_id`) REFERENCES `customer` (`customer_id`),
    CONSTRAINT `purchase_product` FOREIGN KEY (`product_id`) REFERENCES `product` (`product_id`)
);
CREATE TABLE note (note_id bigint PRIMARY KEY, text varchar(200) NOT NULL);
