import { stem } from '../../lib/stem.ts';

const stemsOf = (words: string): ReadonlySet<string> =>
  new Set(
    words
      .split(/\s+/)
      .filter((word) => word !== '')
      .map(stem),
  );

/** Words that say nothing about what failed: function words, and what every post-mortem is written with. */
const SILENT = stemsOf(`
  a an the this that these those it its they them their we our us you your i he she his her who whom which what when
  where why how there here and or but nor so yet if then else than as at by for from in into of off on onto out over
  per to up with without within during before after since until while because due via between among through about
  against above below under again further once only own same too very just also even still already ever never not no
  none any all both each few more most much many other others some such several various certain one two three four
  five six seven eight nine ten first second third next last previous prior later latest new old be is are was were
  been being am do does did done doing has have had having can could may might must shall should will would able get
  gets got gotten getting go goes went gone going come came make made making take took taken taking give gave given
  let put set keep kept see saw seen look looked know known knew think thought find found say said tell told use used
  using need needed want wanted try tried trying start started starting begin began begun end ended ending stop
  happen happened happening occur occurred occurring turn turned become became remain remained seem seemed appear
  appeared show showed shown cause caused causing result resulted resulting lead led leading mean meant however
  therefore thus hence instead although though despite whether rather quite really actually basically around
  approximately roughly nearly almost likely possibly probably maybe perhaps unfortunately day days week weeks month
  months year years hour hours minute minutes seconds time times today yesterday tomorrow morning afternoon evening
  night noon midnight monday tuesday wednesday thursday friday saturday sunday january february march april june july
  august september october november december jan feb mar apr jun jul aug sep sept oct nov dec utc cet cest gmt est
  pst pm date ago now soon quickly immediately eventually finally subsequently shortly meanwhile incident incidents
  outage postmortem post-mortem mortem retrospective rca root issue issues problem problems event events impact
  impacted affected affecting affect affects severity sev detection detected detect discovered discover noticed
  notice trigger triggered triggering resolution resolved resolve resolving mitigation mitigated mitigate recovery
  recovered recover fix fixed fixing fixes remediation remediated workaround hotfix investigate investigated
  investigating investigation identify identified identifying diagnose diagnosed confirm confirmed verify verified
  report reported reporting reports respond responded response responder responders acknowledge acknowledged escalate
  escalated escalation page paged pager oncall on-call alert alerts alerted alerting alarm alarms alarming notify
  notified notification notifications monitor monitoring monitored dashboard observe observed aware awareness team
  teams engineer engineers engineering operator operators staff people person customer customers user users client
  clients developer developers colleague vendor stakeholder communication communicate communicated slack channel
  meeting call lesson lessons learned learn action actions item items follow follow-up followup task tasks ticket
  tickets backlogged documentation document documented docs doc playbook runbook procedure process processes review
  reviewed improve improved improvement ensure ensured add added adding implement implemented plan planned planning
  check checked checking test tested testing work worked working works contributing factor factors summary timeline
  background context description detail details note notes attendee attendees stats category duration back normal
  normally return returned restore restored good bad well lot number amount different similar specific correct
  correctly incorrect wrong wrongly properly missing lack lacking insufficient unexpected unexpectedly unintended
  unintentional accidental accidentally human knowledge expected expect thing things part parts way ways case cases
  kind type side point order place line level area reason reasons product production prod environment staging dev
  live internal external main full total whole single multiple current currently recent recently possible impossible
  important critical major minor small large big huge high higher low lower long longer short quick early late
  additional original initial initially final separate common general simple available allow allowed allowing enable
  enabled disable disabled require required requiring support supported supporting provide provided contain contained
  containing include included including exist existing following handle handled handling manage managed manual
  manually automatic automatically run running ran rerun perform performed performing create created creating apply
  applied applying change changed changes changing remove removed removing move moved moving push pushed merge merged
  commit committed pr pull request branch code fault faulty broken break breaks broke breaking fail failed failing
  fails failure failures error errors erroneous impactful unable service services system systems application
  applications app apps component components platform infrastructure software function functionality feature features
  operation operations op ops value values data information info etc eg ie e.g i.e vs like regarding according based
  related relating amongst http https www com io net org url link md yes ok okay please thanks thank
`);

/** Words that many failures of many kinds are told with: they count, but little. */
const WEAK = stemsOf(`
  deploy configuration upgrade update unavailable latency timeout restart rollback version cluster server instance
  host environment region zone traffic load request response api endpoint connection access production database
  network cloud aws gcp azure kubernetes container resource capacity pipeline job worker scale scaling increase
  increased decrease decreased reduce reduced limit limited spike rate percent degraded degradation performance slow
  slowness intermittent elevated drop dropped loss lost miss retry retried respond state status healthy health client
  side reach reached return send sent receive received read write process ship install package release rollout
  migrate migration maintenance schedule scheduled replace replaced revert stuck hang hung crash crashed rule setting
  settings parameter default script file folder name path availability outage web site page portal internet
  user-facing backend frontend public private grow growth size sized exceed exceeded exceeding exhaust exhausted
  exhaustion reject rejected block blocked blocking terminate terminated kill killed evict evicted bring brought hit
  hits hitting quickly max maximum threshold count longer far bug bugs regression flaw able above across actual add
  address age agree air almost alone along answer answered anything area ask asked aspect attempt attempted attention
  available away back base based basic behaviour behavior behave behind belong best better beyond black blank body
  book both bottom break brief briefly broad build built busy call called calls care carry central chain chance
  charge choice choose chosen clean clear cleared close closed code cold collect column combination combine common
  company compare compared complete completely concern condition connect connected consequence consider consist
  constant consume contact content continue control convert copy core country couple course cover critical cross
  custom cut cycle damage dark deal decide decided decision deep define degree delay delayed delays delete deleted
  deletes deletion deliver delivered delivers delivery demand depend depended dependency dependencies depends depth
  design desktop device difference difficult direct direction discuss display distance distribute divide door double
  doubt duplicate duplicated each ease easily easy edge edit effect effects effort else empty encounter engage enough
  enter entered entering entire entry equal especially essential every everybody everyone everything exact exactly
  example except exception excess exclude excluded execute executed execution expand expensive explain export extend
  extended extension extra extreme extremely face fact fair fall fallback false familiar fast faster fell fewer field
  figure fill filled final fine fit focus force forced form format forward forwarded found frame free frequent
  frequently fresh front fully further future game gap gate general generate generated generation generic global goal
  grant green group groups guarantee guess guide half hand hard hardly head hear heavy held help helped hidden hide
  history hold holding home hope hot idea ideal idle ignore ignored image images immediate import imported in-flight
  indicate indicated indicating individual inside insert instal installed instruction intend intended intent interest
  interval introduce introduced introducing invalid involve involved isolated itself join joined keep key kind label
  labels lack land landing language lay layer leave leaving left legacy letter level light likewise link list listed
  little live local locate location lock logic look loop loose loud low machine made main maintain majority mark
  marked mass match matched material matter meet member members memory mention message messages method middle mind
  mix mixed mobile mode model modern modify modified moment month multiple named narrow natural naturally nature near
  necessary negative neither net nice nine node normal nothing now null object objects observe obvious odd offer
  office often open opened opening opposite option optional orange ordinary organisation organization orient others
  ourselves outside own owner pack pages pair paper partial partially participate partner party pass passed past
  pattern peak pending people perfect period permanent permanently personal phase phone photo pick picked picture
  piece place placed plain play point pointed pool poor popular populate position positive post potential potentially
  practice precise prefer prepare prepared presence present pressure pretty prevent prevented preventing price
  primary prime principle print printed prior priority probe produce produced project promise proper protect
  protected prove proven provider pull pulled purpose quality question queue quiet random randomly range rapid
  rapidly raw ready real realise realize realised realized rebuild recall receiver recognise recommend record records
  red redundant refer reference refuse refused regard regular regularly relate relation relative relevant rely remain
  remember remote rename renamed repair repeat repeated repeatedly replacement represent requests reset resets
  respect rest rich right ring rise rising risk road role roll rolled room rough round route row rows run safe sale
  sample save saved scan scanned scenario scope screen search second section secure see select selected self sell
  sense sensitive sentence separate separated sequence serious serve served serving session seven shape share shared
  sharp shift short shut sight sign signal significant significantly silent silently silence simple simply single sit
  situation skip slight slightly small smart smooth social soft solution solve solved someone something somewhat sort
  sound source space speak special specifically specified speed spend split spread stable stack stage stand standard
  statement static stay step steps stick store stored straight strange strategy stream stretch strict string strong
  structure study style subject submit success successful successfully sudden suddenly suffer suggest suit sum supply
  suppose sure surface surprise surround suspect suspected suspicious swap sweep switch switched symptom symptoms
  table tail talk target tear technical tell temporary temporarily ten tend term terms text thin third thousand
  thousands thread throw thrown tight tiny title together tool tools top total touch tough towards track tracked
  train transfer transition translate travel treat treatment tree true trust truth twice type typical typically
  ultimately unable uncommon unclear underlying understand understanding understood undo uniform unique unit unknown
  unless unlike unlikely unrelated unusual upper urgent usual usually valid validate validated variable variety vary
  vast verified very view visible visit visitor visitors visual volume volumes voice wait waited waiting warm warn
  warning warnings waste watch weak wear weight went whatever whenever wherever white whole wide widely wild window
  wish wonder word words world worry worse worst worth wrap wrote written yellow yield young zero million millions
  hundred hundreds dozen dozens money bill cost costs paid today tonight employee employees nobody somebody anybody
  somewhere letters night didnt wasnt wouldnt couldnt doesnt dont isnt cant wont arent werent hasnt havent hadnt
  shouldnt thats weve were another yet cannot us feedback board attend coordination hh mm yyyy workload starve starved
  starvation experience evaluate evaluation ingest ingestion setup ip addresses launch analysis sporadic span
  official officially annoying assume assumed assumption wrongly catch caught
`);

/** How much a word counts that many failures of many kinds are told with. */
export const WEAK_TELLING = 0.5;

/** How much a stem may tell of a failure before it is known how rare it is in a tenant: 0, `WEAK_TELLING` or 1. */
export function tellingOf(stemmed: string): number {
  if (SILENT.has(stemmed)) return 0;
  return WEAK.has(stemmed) ? WEAK_TELLING : 1;
}
