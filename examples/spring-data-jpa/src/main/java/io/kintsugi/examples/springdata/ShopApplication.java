package io.kintsugi.examples.springdata;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs the shop once against {@code spring.datasource.url}. */
@SpringBootApplication
public class ShopApplication {
    public static void main(String[] arguments) {
        try (ConfigurableApplicationContext context = SpringApplication.run(ShopApplication.class, arguments)) {
            context.getBean(ShopRun.class).run().forEach(System.out::println);
        }
    }
}
