import { z } from 'zod';
import { timeText } from '../ids.ts';

const namedAttributes = z.object({ name: z.string(), created_at: timeText(), updated_at: timeText() });

/** What is known by its name alone, such as a service or a team: there is no catalogue that would tell more of it. */
export const namedSchema = <Type extends string>(type: Type) =>
  z.object({ id: z.string(), type: z.literal(type), attributes: namedAttributes });

export type NamedResource<Type extends string> = z.input<ReturnType<typeof namedSchema<Type>>>;

/** A resource has to have dates; they are those of the record that names it. */
export const namedResource = <Type extends string>(
  type: Type,
  name: string,
  { createdAt, updatedAt }: { readonly createdAt: Date; readonly updatedAt: Date },
): NamedResource<Type> => ({
  id: idOfName(name),
  type,
  attributes: { name, created_at: createdAt.toISOString(), updated_at: updatedAt.toISOString() },
});

/** The id holds the name: it is the same wherever the name stands, and is read back where a caller sends it. */
export const idOfName = (name: string): string => `name_${Buffer.from(name).toString('base64url')}`;

/** The name that an id of `idOfName` stands for; any other text is a name itself. */
function nameOf(text: string): string {
  const encoded = /^name_([\w-]+)$/.exec(text)?.[1];
  if (encoded === undefined) return text;
  const name = Buffer.from(encoded, 'base64url').toString();
  return idOfName(name) === text ? name : text;
}

const IDS = /(?<![^,\s])name_[\w-]+(?![^,\s])/g;

/** Names and ids with commas between them, as names. */
export const namesIn = (text: string | undefined): string | undefined => text?.replace(IDS, nameOf);

/** A name or its id in a body, read into the name. A UUID can only be an id that another server gave. */
export const nameText = z
  .string()
  .refine((text) => !UUID.test(text.trim()), 'is an id that this server did not give; send the name')
  .transform(nameOf)
  .meta({ description: 'The name, or the id that this server gives it.' });

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
