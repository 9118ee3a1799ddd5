const FIRST_QUESTION = 'What caused the empty search results in March 2026?';

/** What a person reads who has just started Parley. `key`: of the sample organisation, where it is loaded. */
export const welcome = (url: string, key: string | undefined): string =>
  key === undefined ? withoutKey(url) : withKey(url, key);

const withKey = (url: string, key: string) => `
Parley is at ${url}

Ask it something:

  curl -s ${url}/v1/memory/chat \\
    -H 'Authorization: Bearer ${key}' \\
    -H 'Content-Type: application/json' \\
    -d '{"message": "${FIRST_QUESTION}"}'

Demo key, until the next start: ${key}
`;

const withoutKey = (url: string) => `
Parley is at ${url}

No sample organisation was loaded. Make a key with: parley key create --tenant NAME
`;
