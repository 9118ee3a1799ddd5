const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Words that say nothing of what a question is about. */
export const functionWords = words(`
a an the this that these those some any each every all both either neither such same own other another else
i me my mine myself we us our ours you your yours he him his she her it its they them their theirs one ones someone
somebody anyone anybody everyone everybody nobody something anything everything there here
am is are was were be been being isn aren wasn weren do does did doing done don doesn didn has have had having hasn haven
can could may might must shall should will would won cannot couldn shouldn wouldn ain ought
to of in on at by for from with within without into onto upon about over under above below between among through during
before after since until till against via per as than then so if when while once whether because though although unless
and or but nor not no yes
who whom whose what which where why how
just also too only even still yet ever never always often usually normally typically generally currently now today
exactly precisely actually really quite very much many more most less least few several lot lots
please thanks thank hi hello hey dear ok okay well kindly
out off up back away again ll re ve s t d m ca wo sha ai
`);

/**
 * Words so general that a sentence which answers may do without them. What they narrow down is still weighed: a
 * sentence that holds one of them ranks before one that does not.
 */
export const softWords = words(`
thing things way ways kind kinds type types sort case cases example examples part parts
system systems service services tool tools application applications app
document documents documentation docs doc guide guides handbook manual
policy policies rule rules guideline guidelines process processes procedure procedures instruction instructions step steps
information info details detail data value values name names names code item items list
company organisation organization organisations employer employee employees staff people person colleague colleagues
worker workers everyone
use uses used using usage get gets got gotten getting give gives given gave make makes made making take takes took taken
need needs needed want wants wanted like have happen happens happened happening work works working know known
find finds found see sees seen look looks show tell say says said mean means meant call calls called go goes going gone went come
comes put puts let lets allow allows allowed permit permitted allowed able possible ask asked
set sets available existing current new given different main general common overall normal regular actual
time times date day days hour hours minute minutes second seconds week weeks month months year years
number numbers amount total count quantity length size period duration
fire fires fired firing trigger triggers triggered alert alerts alerting runbook playbook
default maximum minimum limit limits
first last
supposed expected require requires required
run runs running fit fits version versions under regarding concerning around
place location
`);
