// The built-in embedder with its learned word space keeps the contract of embedders.

import { wordSpaceEmbedder } from '../../../knowledge/embedding/word-space.ts';
import { describeEmbedder } from '../embedder-contract.ts';

describeEmbedder('the word space', wordSpaceEmbedder);
