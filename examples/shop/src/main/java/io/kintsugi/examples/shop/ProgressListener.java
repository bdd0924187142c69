package io.kintsugi.examples.shop;

/** Hears how far the shop has come: several times a second while something runs, and once at its end. */
@FunctionalInterface
public interface ProgressListener {
    /** Hears nothing. */
    ProgressListener SILENT = progress -> {};

    /** Called by one thread at a time; to return soon. */
    void onProgress(Progress progress);
}
