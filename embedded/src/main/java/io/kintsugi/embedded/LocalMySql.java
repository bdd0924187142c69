package io.kintsugi.embedded;

import java.util.List;

/** A server that is a process of this machine, with its data in a folder of this machine. */
final class LocalMySql implements MySqlRunner {

    private final MySqlLauncher launcher;
    private final ServerLifecycle lifecycle;

    LocalMySql(MySqlOptions options, MySqlLauncher launcher) {
        this.launcher = launcher;
        this.lifecycle = new ServerLifecycle(
                new ServerLifecycle.Plan(
                        options.name(),
                        launcher.dataFolder(),
                        options.dataFolder().isEmpty(),
                        options.port(),
                        options.detached(),
                        options.stateFolder(),
                        options.stopLimit()),
                launcher);
    }

    MySqlLauncher launcher() {
        return launcher;
    }

    ServerProcess requireProcess() {
        return lifecycle.requireProcess();
    }

    @Override
    public void start() {
        lifecycle.start();
    }

    @Override
    public void stop() {
        lifecycle.stop();
    }

    @Override
    public void kill() {
        lifecycle.kill();
    }

    @Override
    public void pause() {
        lifecycle.pause();
    }

    @Override
    public void resume() {
        lifecycle.resume();
    }

    @Override
    public void close() {
        lifecycle.close();
    }

    @Override
    public boolean isRunning() {
        return lifecycle.isRunning();
    }

    @Override
    public boolean isPaused() {
        return lifecycle.isPaused();
    }

    @Override
    public int port() {
        return lifecycle.port();
    }

    @Override
    public String engine() {
        return launcher.binaries().engine();
    }

    @Override
    public String place() {
        return launcher.dataFolder().toString();
    }

    @Override
    public List<String> logTail(int lines) {
        return ServerLog.in(launcher.dataFolder()).tail(lines, 0);
    }
}
