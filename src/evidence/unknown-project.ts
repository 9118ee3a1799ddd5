/** What is known of a project beside the tenant's incidents: only that it exists. */
export const sayUnknownProject = (slug: string): string =>
  `The project ${slug} has no services, topics or relationships here.`;
