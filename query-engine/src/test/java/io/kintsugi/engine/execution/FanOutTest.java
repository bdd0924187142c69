package io.kintsugi.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FanOutTest {
    private static final long SECONDS_MAX = 20;

    @Test
    void parts_afterTheEngineWasClosed_stillEnd() throws Exception {
        FanOut fanOut = new FanOut(2, "test");
        fanOut.close();
        List<Callable<Integer>> parts = List.of(() -> 1, () -> 2, () -> 3);
        CompletableFuture<FanOut.Outcome<Integer>> running =
                CompletableFuture.supplyAsync(() -> fanOut.run(parts, () -> {}));
        assertThat(running.get(SECONDS_MAX, TimeUnit.SECONDS).results()).containsExactly(1, 2, 3);
    }
}
