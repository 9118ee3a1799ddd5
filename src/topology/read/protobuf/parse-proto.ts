import { unreadable, unreadableAt } from '../unreadable.ts';
import { type ProtoToken, protoTokens } from './proto-tokens.ts';

export interface ProtoField {
  readonly name: string;
  /** As it is written, `map<string, int32>` too. */
  readonly type: string;
  readonly isRepeated: boolean;
  readonly isRequired: boolean;
  readonly comment: string | null;
  readonly line: number;
}

export interface ProtoMessage {
  /** With the messages that it stands in: `Order.Line`. */
  readonly name: string;
  readonly fields: ProtoField[];
  readonly comment: string | null;
  readonly line: number;
}

export interface ProtoMethod {
  readonly name: string;
  readonly request: string;
  readonly response: string;
  readonly comment: string | null;
  readonly line: number;
}

interface ProtoService {
  readonly name: string;
  readonly methods: ProtoMethod[];
  readonly comment: string | null;
  readonly line: number;
}

export interface ProtoFile {
  packageName: string | null;
  readonly services: ProtoService[];
  readonly messages: ProtoMessage[];
  readonly enums: Map<string, string[]>;
}

const MAX_DEPTH = 50;
const MAX_TOKENS = 1_000_000;

/** Reads services, messages and enums of a protobuf file. Throws ParleyError where it ends inside one of them. */
export const parseProto = (text: string, file: string): ProtoFile => new ProtoParser(text, file).parse();

class ProtoParser {
  readonly #tokens: ProtoToken[];
  readonly #file: string;
  readonly #found: ProtoFile = { packageName: null, services: [], messages: [], enums: new Map() };
  #at = 0;

  constructor(text: string, file: string) {
    this.#file = file;
    this.#tokens = [];
    for (const token of protoTokens(text)) {
      if (this.#tokens.push(token) > MAX_TOKENS)
        throw unreadable(file, `holds more than ${MAX_TOKENS} words`);
    }
  }

  parse(): ProtoFile {
    while (this.#at < this.#tokens.length) {
      const token = this.#next();
      if (token.text === 'package') this.#found.packageName = this.#next().text;
      if (token.text === 'service') this.#service(token);
      else if (token.text === 'message') this.#message(token, '', 0);
      else if (token.text === 'enum') this.#enum('');
      else this.#skipStatement(token);
    }
    return this.#found;
  }

  #next(): ProtoToken {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    if (token) return token;
    const line = this.#tokens.at(-1)?.line ?? 1;
    throw unreadableAt({ file: this.#file, line }, 'ends inside a protobuf declaration');
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at]?.text;
  }

  /** To the `;` of a statement, or over its braces. */
  #skipStatement(first: ProtoToken): void {
    let depth = first.text === '{' ? 1 : 0;
    let token = first;
    while (token.text !== ';' || depth > 0) {
      if (this.#at >= this.#tokens.length) return;
      token = this.#next();
      if (token.text === '{') depth += 1;
      if (token.text === '}' && --depth <= 0) return;
    }
  }

  #service(start: ProtoToken): void {
    const name = this.#next().text;
    const methods: ProtoMethod[] = [];
    this.#found.services.push({ name, methods, comment: start.comment, line: start.line });
    this.#body((token) => {
      if (token.text === 'rpc') methods.push(this.#method(token));
      else this.#skipStatement(token);
    });
  }

  #method(start: ProtoToken): ProtoMethod {
    const name = this.#next().text;
    const request = this.#messageType();
    this.#next();
    const response = this.#messageType();
    if (this.#peek() === ';') this.#at += 1;
    else if (this.#peek() === '{') this.#skipStatement(this.#next());
    return { name, request, response, comment: start.comment, line: start.line };
  }

  /** `(stream Order)`. */
  #messageType(): string {
    const words: string[] = [];
    this.#next();
    for (let token = this.#next(); token.text !== ')'; token = this.#next()) words.push(token.text);
    return words.join(' ');
  }

  /** Reads what stands between the next braces. */
  #body(readOne: (token: ProtoToken) => void): void {
    while (this.#next().text !== '{');
    for (let token = this.#next(); token.text !== '}'; token = this.#next())
      if (token.text !== ';') readOne(token);
  }

  #message(start: ProtoToken, outer: string, depth: number): void {
    if (depth > MAX_DEPTH) throw unreadableAt({ file: this.#file, line: start.line }, 'is nested too deeply');
    const name = outer + this.#next().text;
    const fields: ProtoField[] = [];
    this.#found.messages.push({ name, fields, comment: start.comment, line: start.line });
    this.#body((token) => this.#member(token, name, fields, depth));
  }

  #member(token: ProtoToken, message: string, fields: ProtoField[], depth: number): void {
    if (token.text === 'message') this.#message(token, `${message}.`, depth + 1);
    else if (token.text === 'enum') this.#enum(`${message}.`);
    else if (token.text === 'oneof') {
      this.#next();
      this.#body((inner) => this.#member(inner, message, fields, depth));
    } else if (['option', 'reserved', 'extensions', 'extend', 'group'].includes(token.text))
      this.#skipStatement(token);
    else fields.push(this.#field(token));
  }

  #field(start: ProtoToken): ProtoField {
    const isLabel = ['repeated', 'optional', 'required'].includes(start.text);
    let type = isLabel ? this.#next().text : start.text;
    if (this.#peek() === '<') {
      const words = [type];
      for (let token = this.#next(); token.text !== '>'; token = this.#next()) words.push(token.text);
      type = `${words.join('').replaceAll(',', ', ')}>`;
    }
    const name = this.#next().text;
    this.#skipStatement(this.#next());
    const isRepeated = start.text === 'repeated';
    return {
      name,
      type,
      isRepeated,
      isRequired: start.text === 'required',
      comment: start.comment,
      line: start.line,
    };
  }

  #enum(outer: string): void {
    const name = outer + this.#next().text;
    const values: string[] = [];
    this.#found.enums.set(name, values);
    this.#body((token) => {
      if (token.text !== 'option' && token.text !== 'reserved') values.push(token.text);
      this.#skipStatement(token);
    });
  }
}
