// The embedder of hashed words and letters keeps the contract of embedders.

import { subwordEmbedder } from '../../../knowledge/embedding/subword.ts';
import { describeEmbedder } from '../embedder-contract.ts';

describeEmbedder('hashed subwords', subwordEmbedder);
