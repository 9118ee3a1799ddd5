import { sayList, sayNumber } from '../../analyst/phrase/say.ts';
import type { Uuid } from '../../core/ids.ts';
import type { Finding } from '../../core/insight.ts';
import type { HubFacts } from '../../store/insight-topology.ts';
import { rounded, sayShare } from '../say-figures.ts';

/** A service or resource, and how much fails with it. */
interface Hub extends HubFacts {
  /** What needs it, directly and further. */
  readonly dependents: number;
}

export interface HubGraph {
  readonly projectId: Uuid;
  readonly project: string;
  /** Services and resources of the project. */
  readonly nodes: number;
  readonly hubs: readonly Hub[];
}

const FEWEST_DEPENDENTS = 3;
/** Of the other services and resources. */
const LEAST_HUB_SHARE = 0.25;
/** Whoever had more has shown how it fails. */
const MOST_INCIDENTS = 1;
const MOST_FOUND = 10;

/** Whether so many dependents are many, of all services and resources of a project. */
export const hasManyDependents = (dependents: number, nodes: number): boolean =>
  dependents >= FEWEST_DEPENDENTS && dependents >= LEAST_HUB_SHARE * (nodes - 1);

/**
 * What a quarter of a project needs, directly and further, while hardly any incident tells how it fails, and nobody owns
 * it or no runbook is about it. Those that most depend on come first, ten of a project at most.
 */
export const findQuietHubs = ({ projectId, project, nodes, hubs }: HubGraph): Finding[] =>
  hubs
    .filter(
      (hub) =>
        hasManyDependents(hub.dependents, nodes) &&
        hub.incidents <= MOST_INCIDENTS &&
        !(hub.hasOwner && hub.hasRunbook),
    )
    .toSorted((a, b) => b.dependents - a.dependents || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_FOUND)
    .map((hub) => {
      const share = hub.dependents / (nodes - 1);
      const lacks = [...(hub.hasOwner ? [] : ['no owner']), ...(hub.hasRunbook ? [] : ['no runbook'])];
      return {
        ...{
          subjectKey: `quiet_single_point:${hub.id}`,
          kind: 'quiet_single_point',
          category: 'reliability',
        },
        severity: hub.hasOwner || hub.hasRunbook ? 'low' : 'medium',
        title: `Much depends on ${hub.name}, which has ${sayList(lacks)}`,
        summary: `${sayNumber(hub.dependents)} of the ${sayNumber(nodes - 1)} other services and resources of the project ${project} (${sayShare(share)}) need the ${hub.kind} ${hub.name}, directly or further. It has ${sayList(lacks)}, and ${hub.incidents === 0 ? 'no incident' : 'one incident'} of the whole history names it as a service.`,
        affectedServices: [hub.name],
        incidentCount: hub.incidents,
        arithmetic: {
          ...{
            projectId,
            node: hub.name,
            dependents: hub.dependents,
            otherNodes: nodes - 1,
            share: rounded(share),
          },
          ...{ incidents: hub.incidents, hasOwner: hub.hasOwner, hasRunbook: hub.hasRunbook },
        },
        ...{ incidentIds: hub.incidentIds, patternId: null },
      };
    });
