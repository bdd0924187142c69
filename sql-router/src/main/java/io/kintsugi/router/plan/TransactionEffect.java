package io.kintsugi.router.plan;

/** What a statement does to the transaction it stands in, beside being a part of it. */
public enum TransactionEffect {
    /** Nothing, as far as can be told from its text. */
    NONE,
    /** MySQL commits the open transaction before the statement runs, whether it succeeds or not. */
    COMMITS_FIRST,
    /** LOCK TABLES of MySQL: commits first, and the locks end when a transaction begins. */
    LOCKS_TABLES,
    /** UNLOCK TABLES of MySQL. */
    UNLOCKS_TABLES,
    /** What it calls may commit a part of its work, so that it must not be run again after it has failed. */
    MAY_COMMIT
}
