const FORMATS = {
  json: 'application/json',
  mermaid: 'text/vnd.mermaid',
  graphml: 'application/graphml+xml',
} as const;

const MAX_ACCEPT_CHARACTERS = 2000;

export type GraphFormat = keyof typeof FORMATS;

export const GRAPH_FORMATS = Object.keys(FORMATS) as [GraphFormat, ...GraphFormat[]];
export const mediaTypeOfFormat = (format: GraphFormat): string => FORMATS[format];

/** The format that an `Accept` likes best, the earlier of two that it likes as much; JSON where it names none. */
export function acceptedFormat(accept: string | undefined): GraphFormat {
  const wanted = (accept ?? '').slice(0, MAX_ACCEPT_CHARACTERS).toLowerCase().split(',').map(readRange);
  const known = wanted.flatMap(({ type, quality }) => {
    const format = GRAPH_FORMATS.find((each) => FORMATS[each] === type);
    const any = type === '*/*' || type === 'application/*' ? 'json' : undefined;
    const found = format ?? any;
    return found === undefined || quality === 0 ? [] : [{ format: found, quality }];
  });
  return known.sort((one, other) => other.quality - one.quality)[0]?.format ?? 'json';
}

/** Media range and weight (RFC 9110, 12.5.1). */
function readRange(text: string): { readonly type: string; readonly quality: number } {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim());
  const weight = parameters.find((each) => each.startsWith('q='))?.slice(2);
  const quality = weight === undefined ? 1 : Number(weight);
  return { type, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}
