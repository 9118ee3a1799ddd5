import type { GraphNode } from '../../../core/topology.ts';
import { sayName, sayPlaces } from './say.ts';

export const sayNode = (node: GraphNode): string => `${sayName(node.name)}${sayPlaces(node.places)}`;
