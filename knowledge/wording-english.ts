// Every fixed word of an answer in simple English; the record itself is quoted in Vietnamese, as the offices use it.

import type { Wording } from './wording.ts';

export const ENGLISH: Wording = {
  levels: {
    ministry: 'ministry',
    province: 'province',
    commune: 'commune or ward',
    other: 'another office',
  },
  channels: {
    direct: 'In person',
    online: 'Online',
    postal: 'By post',
  },
  units: {
    working_day: 'ngày làm việc (working days)',
    day: 'ngày (days)',
    hour: 'giờ (hours)',
    month: 'tháng (months)',
    year: 'năm (years)',
  },
  headings: {
    overview: 'In short',
    documents: 'Papers you need',
    fee: 'Fees',
    time: 'How long it takes',
    where: 'Where to apply',
    online: 'Applying online',
    form: 'Forms',
    conditions: 'Conditions',
    result: 'What you receive',
    legal: 'Legal basis',
  },
  buttons: {
    overview: 'How do I do it?',
    documents: 'What papers do I need?',
    fee: 'How much is the fee?',
    time: 'How long does it take?',
    where: 'Where do I apply?',
    online: 'Can I apply online?',
    form: 'Which form do I use?',
    conditions: 'What are the conditions?',
    result: 'What do I receive?',
    legal: 'Which regulation applies?',
  },
  said: {
    copies: (originals, copies) =>
      [originals > 0 ? `original: ${originals}` : '', copies > 0 ? `copies: ${copies}` : '']
        .filter(Boolean)
        .join(', '),
    morePapers: 'The list goes on; see the official page below.',
    papersOfCase: (name) => `${name.replace(/[:\s]+$/, '')}:`,
    papersOfSomeCase: 'Depending on your case, you need some of these papers:',
    noPapers: 'The source does not list the papers. Please ask the office before you go there.',
    noFee: 'The source does not name a fee. Please ask the office that receives the papers.',
    unsettledFee:
      'The source writes 0 đồng but does not say whether nothing is charged or the fee is not set yet. Please ask the office before you apply.',
    oddFee: 'as the source writes it; the unit may be wrong, please ask the office',
    noTime: 'The source does not give the time as a number. See the date on the receipt for your papers.',
    noPlace: 'The source does not say where to apply. Please ask the Public Administrative Service Center.',
    decidedBy: 'Office in charge:',
    receivedAt: 'Papers are received at:',
    levels: 'Handled at:',
    onlineWhole: 'Yes. All of it can be done online (trực tuyến) on the National Public Service Portal.',
    onlinePart:
      'You can apply online (trực tuyến) on the National Public Service Portal; you may still have to come in person for some steps.',
    onlineNotListed: 'The source does not list a way to apply online.',
    waysToFile: 'Ways to apply in the source:',
    noForms: 'The source does not name a form for this procedure.',
    noConditions: 'The source does not name conditions for this procedure.',
    starterHasNoText:
      'The short edition in use does not have this part. Please see the official page below or ask the office.',
    noResult: 'The source does not name the paper that you receive.',
    noLegal: 'The source does not name the regulation.',
    fromText: 'From the official text (in Vietnamese):',
    overviewPapers: 'Papers:',
    overviewWhere: 'Office:',
    overviewTime: 'Time:',
    overviewFee: 'Fees:',
    overviewResult: 'You receive:',
    source: 'Source:',
    procedureCode: 'procedure',
    decision: (number, date) => ['Decision', number, date ? `of ${date}` : null].filter(Boolean).join(' '),
    dataDate: (month) => `data of ${month}`,
    starter: 'short edition',
    variants: 'This procedure is also handled at another level:',
    askBack: 'Several procedures are alike. Which one do you mean?',
    sameForAll: (fact) => `For all of them: ${fact}`,
    notFound:
      'I have not found a procedure that fits this question. Please say in other words which paper you need, or ask for an officer.',
    yes: 'yes',
    no: 'no',
    ungrounded:
      'I found the procedure but I am not sure enough about this part. Please see the official page or ask for an officer.',
  },
};
