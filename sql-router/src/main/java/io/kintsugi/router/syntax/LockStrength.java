package io.kintsugi.router.syntax;

/** The strengths of row locks, strongest first. */
public enum LockStrength {
    UPDATE,
    NO_KEY_UPDATE,
    SHARE,
    KEY_SHARE
}
