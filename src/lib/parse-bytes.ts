const UNIT_BYTES: Readonly<Record<string, number>> = { '': 1, b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 };

/** Reads `1048576`, `512KB`, `1MB` or `2GB` (powers of 1,024) into bytes; undefined when the text is none of them. */
export function parseBytes(text: string): number | undefined {
  const match = /^(\d{1,12})\s*(b|kb|mb|gb)?$/i.exec(text.trim());
  const unitBytes = UNIT_BYTES[match?.[2]?.toLowerCase() ?? ''];
  return match && unitBytes ? Number(match[1]) * unitBytes : undefined;
}
