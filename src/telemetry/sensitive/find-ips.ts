import { isIPv6 } from 'node:net';
import { findPattern, joinSpans, type Span } from './span.ts';

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
/** Software with four numbers in its version, as user agents write it. */
const VERSIONED = '(?:Chrom(?:e|ium)|Edge?|OPR|Safari|Firefox|Version)/';

/** Four octets; neither a version (`v1.2.3.4`, `1.2.3.4-rc1`) nor a part of a longer number. */
const IPV4 = new RegExp(
  `(?<![\\w.]|[A-Za-z]-|${VERSIONED}|\\b(?:version|release|build)[ :=]{1,2}v?)` +
    `(?:${OCTET}\\.){3}${OCTET}(?![\\w+]|-[A-Za-z]|\\.\\w)`,
  'gi',
);
/** Longer runs are no address, and are cut. */
const IPV6_CHARACTERS = /(?<![\w:.])(?=[\da-f]{0,4}:)[\da-f:.]{3,50}/gi;

/** Finds IPv4 and IPv6 addresses; of `10.0.0.0/16` and `10.0.0.1:8080` the address only. */
export const findIps = (text: string): Span[] => joinSpans([...findIpv6(text), ...findPattern(IPV4)(text)]);

function findIpv6(text: string): Span[] {
  return [...text.matchAll(IPV6_CHARACTERS)].flatMap(({ 0: run, index }) => {
    const address = isIPv6(run) ? run : run.replace(/[.:]$/, '');
    // `dead::beef` and `(?::00)` are code.
    const isAddress =
      /\d/.test(address) &&
      !address.startsWith('::0') &&
      isIPv6(address) &&
      !/[\w:]/.test(text[index + run.length] ?? '');
    return isAddress ? [{ start: index, end: index + address.length }] : [];
  });
}
