import { snakeCase } from '../../../lib/snake-case.ts';
import { isSecretName } from './is-secret-name.ts';

/** A host that a variable's value names. */
export interface LinkedHost {
  readonly host: string;
  readonly port: number | null;
  readonly scheme: string | null;
  /** Whether the variable's name, the scheme or the port says that it is a host and not any word. */
  readonly isSure: boolean;
}

const MAX_VALUE_CHARACTERS = 4_000;

/** Last words of the names of variables that hold a host. */
const LINK_NAME =
  /(?:^|_)(?:addr|addrs|address|addresses|urls?|uris?|hosts?|hostname|hostnames|endpoints?|servers?|brokers?|nodes|peers|upstreams?|dsn|service|bootstrap|connection|connection_string|broker_list|origin)$/;
const NO_LINK_NAME =
  /(?:^|_)(?:image|version|tag|name|user|username|path|dir|listen|listen_addr|bind|bind_addr|advertised_\w+)$/;

/** A scheme and what stands up to the path; a further address in a list begins anew. */
const URL_FORM = /([a-z][a-z0-9+.:-]{0,40}):\/\/((?:(?!,[a-z][a-z0-9+.-]{0,40}:\/\/)[^\s"'<>/?#])+)/gi;
const HOST_FORM = /^([a-z][a-z0-9_.-]*)(?::(\d{1,5}))?(?:\/[^\s]*)?$/i;
const PAIR_FORM =
  /(?:^|;)\s*(?:server|host|data source|address|addr)\s*=\s*(?:tcp:)?([a-z][a-z0-9_.-]*)(?:[,:](\d{1,5}))?/gi;

/**
 * The hosts in the value of an environment variable: of addresses, `host:port` lists and connection strings. Names and
 * passwords before a host are left out; nothing else of the value is given back.
 */
export function linkedHosts(variable: string, value: string): LinkedHost[] {
  const name = snakeCase(variable.slice(0, 200));
  if (isSecretName(variable) || NO_LINK_NAME.test(name) || value.length > MAX_VALUE_CHARACTERS) return [];
  const text = withDefaults(value);
  const addresses = text.includes('://') ? [...text.matchAll(URL_FORM)] : [];
  if (addresses.length > 0)
    return addresses.flatMap(([, scheme = '', authority = '']) =>
      hostsOf(authority, scheme.toLowerCase(), true),
    );
  const pairs = [...text.matchAll(PAIR_FORM)];
  if (pairs.length > 0) return pairs.map(([, host = '', port]) => linked(host, port, null, true));
  return hostsOf(text, null, LINK_NAME.test(name));
}

/** A list of hosts; nothing where one of its parts is none. */
function hostsOf(list: string, scheme: string | null, isNamed: boolean): LinkedHost[] {
  const parts = list
    .slice(list.lastIndexOf('@') + 1)
    .split(/[,;\s]+/)
    .filter((part) => part !== '');
  const forms = parts.map((part) => HOST_FORM.exec(part));
  return forms.flatMap((form) =>
    form?.[1] && forms.every((each) => each) ? [linked(form[1], form[2], scheme, isNamed)] : [],
  );
}

const linked = (
  host: string,
  port: string | undefined,
  scheme: string | null,
  isSure: boolean,
): LinkedHost => ({
  host: host.toLowerCase(),
  port: port === undefined ? null : Number(port),
  scheme,
  isSure,
});

/** `${NAME:-value}` as the value, any other reference as nothing. */
const withDefaults = (value: string): string =>
  value.replace(/\$\{[A-Za-z_]\w*:?-([^${}]*)\}/g, '$1').replace(/\$\{[^{}]*\}|\$\([^()]*\)|\$\w+/g, '');
