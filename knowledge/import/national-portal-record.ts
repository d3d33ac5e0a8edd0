// The parts that we read of a procedure's record in the national portal's API (2026).

import { z } from 'zod';

const text = z.string().nullish();
const named = z.array(z.object({ name: z.string() }).nullable()).nullish();
const quantity = z.number().int().nonnegative().nullish();
const epoch = z.number().nullish();

/** Everything else of the record is ignored. */
export const portalRecord = z.object({
  code: z.string(),
  name: z.string(),
  departmentPromulgateName: text,
  isMinistry: z.boolean().nullish(),
  isProvince: z.boolean().nullish(),
  isWard: z.boolean().nullish(),
  isOtherAgency: z.boolean().nullish(),
  isInternal: z.boolean().nullish(),
  isFullProcess: z.boolean().nullish(),
  categoriesDetails: named,
  departmentsExecuting: named,
  unitGroupsExecuting: named,
  executingAgencies: text,
  departmentsAuthority: named,
  unitGroupsAuthority: named,
  dossierReceivingAddresses: text,
  procedureProposal: z
    .object({ proposalNumber: text, decisionDate: epoch, publicationDate: epoch })
    .nullish(),
  subjectTypesDetails: named,
  executionMethods: z
    .array(
      z.object({
        submissionMethod: z.enum(['DIRECT', 'ONLINE', 'POSTAL']),
        processingTime: z.union([z.number(), z.string()]).nullish(),
        processingTimeUnit: z.enum(['WORKING_DAY', 'DAY', 'HOUR', 'MONTH', 'YEAR', 'OTHER']).nullish(),
        description: text,
        fees: z
          .array(
            z.object({
              type: z.enum(['FEE', 'SERVICE_FEE', 'PRICE_LEVEL']).nullish(),
              value: z.number().nonnegative().nullish(),
              currencyName: text,
              description: text,
            }),
          )
          .nullish(),
      }),
    )
    .nullish(),
  executionCases: z
    .array(
      z.object({
        name: text,
        profileComponents: z
          .array(
            z.object({
              name: z.string(),
              originalQty: quantity,
              copyQty: quantity,
              attachments: z.array(z.object({ fileName: text })).nullish(),
            }),
          )
          .nullish(),
      }),
    )
    .nullish(),
  executionSteps: z.array(z.object({ name: text, description: text })).nullish(),
  requirementsAndConditions: text,
  resultsDetails: named,
  legalBasisesDetails: z.array(z.object({ code: text, name: text })).nullish(),
});
export type PortalRecord = z.infer<typeof portalRecord>;
