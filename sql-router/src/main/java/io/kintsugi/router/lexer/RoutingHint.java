package io.kintsugi.router.lexer;

/**
 * A routing hint comment: {@code /*kintsugi: shard=s0 *}{@code /} or {@code /*+ kintsugi(shard=s0) *}{@code /}.
 *
 * @param text what stands inside, trimmed, such as {@code shard=s0}
 * @param start offset of the comment in the text
 * @param end offset after the comment
 */
public record RoutingHint(String text, int start, int end) {}
