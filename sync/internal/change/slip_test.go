package change

import (
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// Misspellings and the words that were meant: a slip is minor.
const misspelled = `recieve:receive seperate:separate occured:occurred definately:definitely adress:address wich:which
teh:the untill:until begining:beginning goverment:government enviroment:environment neccessary:necessary accomodate:accommodate
acheive:achieve beleive:believe calender:calendar cemetary:cemetery comittee:committee concious:conscious dissapear:disappear
embarass:embarrass existance:existence foriegn:foreign freind:friend garantee:guarantee gaurd:guard happend:happened harrass:harass
immediatly:immediately insted:instead knowlege:knowledge libary:library lisence:licence maintainance:maintenance
millenium:millennium mispell:misspell neice:niece noticable:noticeable occassion:occasion paralel:parallel peice:piece
posession:possession prefered:preferred privelege:privilege probaly:probably publically:publicly reccomend:recommend
refered:referred relevent:relevant religous:religious repitition:repetition rythm:rhythm secratary:secretary sieze:seize
similiar:similar succesful:successful supercede:supersede suprise:surprise temperture:temperature tommorow:tomorrow
truely:truly tyrany:tyranny vaccum:vacuum wierd:weird writting:writing yeild:yield arguement:argument
colum:column currenty:currently databse:database defualt:default diffrent:different exmaple:example fucntion:function
incldue:include lenght:length messsage:message paramter:parameter pasword:password reslut:result retrun:return
specifiy:specify strenght:strength sytem:system thier:their ususal:usual verison:version togehter:together tounge:tongue basicly:basically
colour:color harbour:harbor centre:center organise:organize travelled:traveled realise:realize grey:gray licence:license useable:usable
importants:important differents:different visibles:visible softwares:software informations:information`

// Words that writers confuse: the one is a slip for the other.
const confused = `their:there to:too isnt:isn't dont:doesn't cant:can't wont:won’t`

// Real words that are near each other: a change of meaning, whatever it costs.
const meant = `behaviors:behavior dropdowns:dropdown middlemen:middleman important:importantly aware:unaware logical:illogical mature:immature inhale:exhale bolt:unbolt licensed:unlicensed
complete:incomplete grantor:grantee movable:immovable tied:untied fair:unfair balance:imbalance legible:illegible
sender:render public:pubic form:from trail:trial angel:angle desert:dessert loose:lose advise:advice affect:effect
accept:except adapt:adopt allusion:illusion assure:insure bath:bathe breath:breathe canvas:canvass carrot:carat
complement:compliment conscience:conscious council:counsel dairy:diary decent:descent device:devise dual:duel
elicit:illicit emigrate:immigrate eminent:imminent ensure:insure envelop:envelope farther:father flaunt:flout
founder:flounder hoard:horde human:humane inflict:afflict ingenious:ingenuous later:latter lightning:lightening
liable:libel local:locale marital:martial moral:morale naval:navel ordinance:ordnance personal:personnel
perspective:prospective poplar:popular precede:proceed principal:principle quiet:quite region:religion
stationary:stationery statue:statute suit:suite tortuous:torturous track:tract vain:vein wander:wonder weather:whether
active:inactive connected:disconnected correct:incorrect direct:indirect enable:disable finite:infinite
formal:informal load:unload mount:unmount pack:unpack possible:impossible regular:irregular secure:insecure
signed:unsigned subscribe:unsubscribe trusted:untrusted used:unused visible:invisible write:rewrite order:reorder
payer:payee trainer:trainee mentor:mentee north:south morning:mourning cable:table server:serves
horse:house month:mouth bridge:bridle county:country party:partly million:billion minute:minuet pound:mound`

// Slips that stay unproved: what was written may be a word ("in" + "dependant"),
// or the word that was meant negates.
const unproved = `independant:independent wihtout:without`

// TestSlipsAreProved holds one hundred one-word edits that fix a slip and one
// hundred that change what is said.
func TestSlipsAreProved(t *testing.T) {
	for list, slips := range map[string]bool{misspelled: true, confused: true, meant: false, unproved: false} {
		for _, pair := range strings.Fields(list) {
			was, now, _ := strings.Cut(pair, ":")
			frame := func(w string) string {
				return "The keeper said " + w + " when he came down from the hill in the evening."
			}
			if got := classify(block.Paragraph, frame(was), frame(now), "en"); (got == Minor) != slips {
				t.Errorf("%s to %s is %v", was, now, got)
			}
		}
	}
}

// The words of a heading in title case are no names.
func TestHeadingInTitleCase(t *testing.T) {
	for _, c := range []struct {
		was, now string
		want     Class
	}{
		{"Rope Storage and Document Display", "Rope Storage and Documentation Display", Major},
		{"How Mary Read sailed", "How Mary Reed sailed", Facts},
		{"Keyword arguments", "Keyword Arguments", Minor},
		{`Berth Reservation <a id="berth"></a>`, `Berth Reservations <a id="berth"></a>`, Major},
	} {
		if got := classify(block.Heading, c.was, c.now, "en"); got != c.want {
			t.Errorf("%q to %q is %v, want %v", c.was, c.now, got, c.want)
		}
	}
}

// TestGrammarIsMinor: words of grammar say nothing by themselves, unless one
// negates, bounds, compares or gives an order.
func TestGrammarIsMinor(t *testing.T) {
	for _, c := range []struct {
		was, now string
		want     Class
	}{
		{"Show how it look from here.", "Show how it looks from here.", Minor},
		{"Each these ropes is new.", "Each of these ropes is new.", Minor},
		{"They waited in the quay for us.", "They waited on the quay for us.", Minor},
		{"It doesn't known the way home.", "It doesn't know the way home.", Minor},
		{"It does not knows the way home.", "It does not know the way home.", Minor},
		{"The harbour is not closed today.", "The harbour is not close today.", Major},
		{"It is not recommend to sail alone.", "It is not recommended to sail alone.", Minor},
		{"The keepers disable the bell.", "The keepers disabled the bell.", Major},
		{"The bell is disabled in the fog.", "The bell is disabling in the fog.", Major},
		{"They could seeing the harbour.", "They could see the harbour.", Minor},
		{"The crews stores ropes below.", "The crews store ropes below.", Major},
		{"The children feeds the gulls.", "The children feed the gulls.", Minor},
		{"The children feed the gulls.", "The children feeds the gulls.", Major},
		{"Now learn what is all that.", "Now learn what all that is.", Minor},
		{"The keeper is not at home now.", "Not the keeper is at home now.", Major},
		{`<img src="keeper.png" alt="face"> The keeper waves.`, `<img src="keeper.png" alt=""> The keeper waves.`, Minor},
		{`<img src="keeper.png" alt="face"> The keeper waves.`, `<img src="keeper.png" alt="lamp"> The keeper waves.`, Major},
		{"Walk before the boat lands.", "Walk after the boat lands.", Facts},
		{"Take the more costly rope.", "Take the most costly rope.", Facts},
		{"You could tie it to the post.", "You must tie it to the post.", Facts},
		{"You could tie it to the post.", "You might tie it to the post.", Minor},
		{"The crane turns backwards towards the quay.", "The crane turns backward toward the quay.", Minor},
		{"The crane turns backwards.", "The crane turns forwards.", Major},
		{"Here some boats wait for the tide.", "Here are some boats that wait for the tide.", Minor},
		{"The gate open at noon shuts by itself.", "The gate is open at noon and shuts by itself.", Major},
		{"The card allows to enter the harbour.", "The card allows entering the harbour.", Minor},
		{"They stopped to smoke on the quay.", "They stopped smoking on the quay.", Major},
		{"This is how the old harbour looks like.", "This is what the old harbour looks like.", Minor},
		{"Tell me how you built the old harbour.", "Tell me what you built the old harbour.", Major},
		{"The file goes from the server.", "The file goes to the server.", Major},
		{"Remove the rope by hand.", "Remove the ropes by hand.", Major},
		{"They met in the harbourand oopera house.", "They met in the harbour and opera house.", Minor},
		{"The boat was lockedup there.", "The boat was locked up there.", Minor},
		{"It was notable to sail.", "It was not able to sail.", Facts},
		{"The score was 3–1 at dusk.", "The score was 1–3 at dusk.", Facts},
		{"It costs $5 a day.", "It costs €5 a day.", Facts},
		{"It fell to -5 at night.", "It fell to 5 at night.", Facts},
		{"The bay, and most of it require a permit.", "The bay, and most of it requires a permit.", Minor},
		{"That including the lamp.", "That includes the lamp.", Minor},
		{"Fees are required here.", "Fees are requiring here.", Major},
		{"It is the 21th boat of the year.", "It is the 21st boat of the year.", Minor},
		{"It is the 21th boat of the year.", "It is the 22nd boat of the year.", Facts},
		{"Show the idenfitifer of the boat.", "Show the identifier of the boat.", Minor},
		{"the long rope", "The Long Rope", Minor},
		{"Work arounds", "Workarounds", Minor},
		{"Able", "Not able", Major},
		{"**Extendible**: it grows.", "**Extensible**: it grows.", Major},
		{"So simple that can be rowed alone.", "So simple that you can be rowed alone.", Minor},
		{"Some 50 % of the crew left.", "Some 50 percent of the crew left.", Minor},
		{"Bells on the old pier distracts the pilots.", "Bells on the old pier distract the pilots.", Minor},
		{"Bring a tool (ex. a hammer) on board.", "Bring a tool (for example, a hammer) on board.", Minor},
		{"Bring a tool (e.g. a hammer) on board.", "Bring a tool (for instance a hammer) on board.", Minor},
		{"Bring a tool (e.g. a hammer) on board.", "Bring a tool (i.e. a hammer) on board.", Major},
		{"The map is for pilots and for travellers.", "The map is for pilots and travellers.", Minor},
		{"The map is for pilots and travellers.", "The map is for pilots and with travellers.", Major},
		{"They walk to the quay and from the bridge.", "They walk to the quay and the bridge.", Major},
		{"The bridge won't open at dusk, and we've no ferry.", "The bridge will not open at dusk, and we have no ferry.", Minor},
		{"The bridge will open at dusk.", "The bridge won't open at dusk.", Facts},
		{"Leave you lamp on the old post.", "Leave your lamp on the old post.", Minor},
		{"The new boat is larger that the old.", "The new boat is larger than the old.", Minor},
		{"The lamps where put out at dawn.", "The lamps were put out at dawn.", Minor},
		{"The old theater stands on the quay.", "The old theatre stands on the quay.", Minor},
		{"It is shut untill the tenth, excpet for crews.", "It is shut until the tenth, but for crews.", Major},
		{"It is shut untill ten.", "It is shut until ten.", Minor},
		{"The lamp isnt on at night.", "The lamp is on at night.", Facts},
		{"You dont have to pay the guild.", "You do have to pay the guild.", Facts},
		{"You canot enter it at night.", "You can enter it at night.", Major},
		{"It is imposible to enter it.", "It is possible to enter it.", Major},
		{"Feed it a few m of rope at night.", "Feed it a few ms of rope at night.", Facts},
		{"It is shut untill ten.", "It is shut until nine.", Facts},
		{"They sail in ninty days to Bergem.", "They sail in ninety days to Bergen.", Facts},
		{"Over the past year it grew.", "Over the past years it grew.", Major},
		{"In DeckLog and Rope it is said at once.", "In Deck Log and Rope it is told now.", Major},
		{"Feed it 500 mg of salt a day.", "Feed it 500 mcg of salt a day.", Facts},
		{"Add a tablespoon of salt to the feed.", "Add a teaspoon of salt to the feed.", Facts},
		{"The lamp is enabled by default.", "The lamp is disabled by default.", Facts},
		{"The lamp is enable by default.", "The lamp is enabled by default.", Minor},
		{"The road is 12 km long in all.", "The road is 12 kilometres long in all.", Minor},
		{"The road is 12 km long in all.", "The road is 12 miles long in all.", Facts},
		{"They sleep on the 3rd deck below.", "They sleep on the third deck below.", Minor},
		{"We sailed on the third days of it.", "We sailed on the 3 days of it.", Facts},
		{"Oil the winch of the crane crane.", "Oil the winch of the crane.", Minor},
		{"The crew carries the crates in the shed.", "The crew carries the crates into the shed.", Minor},
		{"The crew carries the crates into the shed.", "The crew carries the crates onto the shed.", Major},
	} {
		if got := classify(block.Paragraph, c.was, c.now, "en"); got != c.want {
			t.Errorf("%q to %q is %v, want %v", c.was, c.now, got, c.want)
		}
	}
}

// TestSymbolsSaySomething: a symbol that another took the place of is no slip, and neither is
// one that came to a word or left it; another way to type it is.
func TestSymbolsSaySomething(t *testing.T) {
	for pair, slip := range map[string]bool{
		"the key of F♯:the key of F♭": false, "the gas CO₂:the gas CO": false, "the cell x²:the cell x³": false,
		"the group A+:the group A−": false, "the language C++:the language C": false, "the plug-in for C#:the plug-in for C": false,
		"where a > b:where a < b": false, "where a ≤ b:where a ≥ b": false, "the set A ∪ B:the set A ∩ B": false,
		"marked with ✓:marked with ✗": false, "the way A → B:the way A ← B": false, "a board of 5′:a board of 5″": false,
		"from version 10:from version 10+": false, "the ion Fe²⁺:the ion Fe³⁺": false,
		"the key of F♯:the key of F#": true, "go to A -> B:go to A → B": true, "press Ctrl+C:press Ctrl-C": true, "marked with ✔:marked with ✅": true,
		"the brand Mill™:the brand Mill": true, "🎉 It is here:🚀 It is here": true, "It is here 🎉:It is here": true, "a ≥ b:a >= b": true,
		"go to Tools > New:go to Tools → New": true, "a C++ compiler:a C++-compiler": true,
	} {
		was, now, _ := strings.Cut(pair, ":")
		if got := classify(block.Paragraph, was, now, "en"); (got <= Minor) != slip {
			t.Errorf("%s to %s is %v", was, now, got)
		}
	}
}

// TestWorkBesideSlip: code, links and names for programs that changed are work, whatever slip
// was mended in the same paragraph.
func TestWorkBesideSlip(t *testing.T) {
	for _, c := range []struct {
		was, now string
		want     Class
	}{
		{"Sort by createTime first.", "Sort by create_time first.", Major},
		{"Read the file_name twice.", "Read the File_name twice.", Minor},
		{"Tie the the boat with `knot`.", "Tie the boat with `bend`.", Major},
		{"Tie the the boat with `knot`.", "Tie the boat with `knot`.", Minor},
		{"Tie the boat. Then, call `knot`.", "Tie the boat, then call `bend`.", Major},
		{"Tie the baot twice.[^3]", "Tie the boat twice.[^4]", Minor},
		{"Tie the baot with [a knot](knot.md).", "Tie the boat with [a knot](bend.md).", Major},
		{"Tie the boat with [a knot](knot.md).", "Tie the boat with [a knot](bend.md).", Mechanical},
	} {
		if got := classify(block.Paragraph, c.was, c.now, "en"); got != c.want {
			t.Errorf("%q to %q is %v, want %v", c.was, c.now, got, c.want)
		}
	}
}
