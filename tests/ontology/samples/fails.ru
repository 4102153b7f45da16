# Updates that break conforms.trig, each under the name of the constraint in ontology/shapes.ttl that then fails.

## Article-identifier
DELETE DATA { <article/a> dct:identifier "dera-1" }
## Article-identifier
INSERT DATA { <article/a> dct:identifier "dera-2" }
## Article-text
DELETE WHERE { <article/a> ckg:text ?text }
## Article-date
INSERT DATA { <article/a> schema:datePublished "2019-03-06"^^xsd:date }
## Article-date
DELETE { <article/a> schema:datePublished ?date } INSERT { <article/a> schema:datePublished "last week" } WHERE { <article/a> schema:datePublished ?date }
## Article-date
DELETE { <article/a> schema:datePublished ?date } INSERT { <article/a> schema:datePublished "2019-13-45"^^xsd:date } WHERE { <article/a> schema:datePublished ?date }
## Article-dateSource
DELETE DATA { <article/a> ckg:dateSource "given" } ; INSERT DATA { <article/a> ckg:dateSource "guessed" }
## Article-readBy
INSERT DATA { <article/a> ckg:readBy "kg 0.2.0" }
## Context-isString
INSERT DATA { <article/b> a nif:Context }
## Mention-context
DELETE WHERE { <article/a#char=4,10> nif:referenceContext ?context }
## Mention-begin
DELETE DATA { <article/a#char=4,10> nif:beginIndex 4 }
## Mention-begin
INSERT DATA { <article/a#char=4,4> a nif:OffsetBasedString ; nif:referenceContext <context> ; nif:anchorOf "" ; nif:beginIndex 4 ; nif:endIndex 4 . <context> a nif:Context ; nif:isString "Rebels" }
## Mention-end
DELETE DATA { <article/a#char=4,10> nif:endIndex 10 }
## Mention-anchor
DELETE DATA { <article/a#char=4,10> nif:anchorOf "Rebels" }
## Mention-fits
DELETE DATA { <article/a#char=4,10> nif:anchorOf "Rebels" } ; INSERT DATA { <article/a#char=4,10> nif:anchorOf "Rebel" }
## Mention-fits
DELETE DATA { <article/a#char=4,10> nif:anchorOf "Rebels" } ; INSERT DATA { <article/a#char=4,10> nif:anchorOf "rebels" }
## Entity-label
DELETE DATA { <entity/omar> rdfs:label "Omar" }
## Entity-exactMatch
INSERT DATA { <entity/omar> skos:exactMatch "Q1" }
## Entity-evidence
DELETE WHERE { <entity/army> gaf:denotedBy ?mention }
## evidence
DELETE WHERE { <role/who> gaf:denotedBy ?mention }
## evidence
DELETE WHERE { <relation/leads> gaf:denotedBy ?mention }
## evidence
DELETE WHERE { <figure/dead> gaf:denotedBy ?mention }
## evidence
DELETE WHERE { <event/shelling> gaf:denotedBy ?mention }
## evidence
DELETE WHERE { <time/monday> gaf:denotedBy ?mention }
## Entity-mention
INSERT DATA { <entity/army> gaf:denotedBy <article/a> }
## one-class
INSERT DATA { <entity/army> a ckg:ArmedGroup }
## one-class
INSERT DATA { <event/shelling> a ckg:AirStrike }
## Place-lat
DELETE DATA { <entity/dera> wgs84:lat 32.6189 } ; INSERT DATA { <entity/dera> wgs84:lat 91.0 }
## Place-long
DELETE DATA { <entity/dera> wgs84:long 36.1021 } ; INSERT DATA { <entity/dera> wgs84:long -180.5 }
## Place-wkt
INSERT DATA { <entity/dera> geo:asWKT "POINT(1 2)"^^geo:wktLiteral }
## Place-wkt
DELETE WHERE { <entity/dera> geo:asWKT ?point } ; INSERT DATA { <entity/dera> geo:asWKT "36.1021 32.6189"^^geo:wktLiteral }
## Place
DELETE DATA { <entity/dera> wgs84:lat 32.6189 }
## Time-type
DELETE DATA { <time/monday> ckg:timexType "DATE" } ; INSERT DATA { <time/monday> ckg:timexType "DAY" }
## Time-value
DELETE DATA { <time/monday> ckg:timexValue "2019-03-04" } ; INSERT DATA { <time/monday> ckg:timexValue "" }
## Time-mod
INSERT DATA { <time/monday> ckg:timexMod "EARLY" }
## Stamps-earliestBegin
DELETE WHERE { <time/monday> sem:hasLatestBeginTimeStamp ?day } ; INSERT DATA { <time/monday> sem:hasLatestBeginTimeStamp "2019-03-03"^^xsd:date }
## Stamps-latestBegin
INSERT DATA { <event/shelling> sem:hasLatestBeginTimeStamp "2019-03-05"^^xsd:date , "2019-03-06"^^xsd:date }
## Stamps-earliestEnd
DELETE WHERE { <time/monday> sem:hasEarliestEndTimeStamp ?day } ; INSERT DATA { <time/monday> sem:hasEarliestEndTimeStamp "2019-03-05"^^xsd:date }
## Stamps-latestEnd
INSERT DATA { <event/shelling> sem:hasLatestEndTimeStamp "2019-03-05"^^xsd:date }
## Stamps-order
DELETE WHERE { <event/shelling> sem:hasLatestEndTimeStamp ?day } ; INSERT DATA { <event/shelling> sem:hasLatestEndTimeStamp "2019-03-03"^^xsd:date }
## claimed
DELETE DATA { <claim/article> ckg:claims <relation/leads> } ; INSERT DATA { <claim/article> ckg:contentMention <article/a#char=4,10> } ; DELETE DATA { <entity/omar> ckg:leads <entity/rebels> }
## claimed
INSERT DATA { <event/other> a ckg:Riot ; gaf:denotedBy <article/a#char=11,18> }
## Event-code
INSERT DATA { <event/shelling> ckg:code code:acled-shouting }
## Event-leaf
DELETE DATA { <event/shelling> a ckg:Shelling } ; INSERT DATA { <event/shelling> a ckg:Violence }
## Event-edges
INSERT DATA { <event/shelling> ckg:initiator <entity/army> }
## Event-edges
DELETE DATA { <claim/army> ckg:claimsRole <role/where> }
## Event-edges
DELETE DATA { <claim/army> ckg:polarity ckg:Affirmed } ; INSERT DATA { <claim/army> ckg:polarity ckg:Negated }
## Event-edges
DELETE DATA { <claim/army> ckg:actuality ckg:Actual } ; INSERT DATA { <claim/army> ckg:actuality ckg:Planned }
## Event-edges
DELETE DATA { <claim/army> ckg:certainty ckg:Certain } ; INSERT DATA { <claim/army> ckg:certainty ckg:Possible }
## of-event
INSERT DATA { <role/who> ckg:ofEvent <event/other> . <event/other> a ckg:Riot ; gaf:denotedBy <article/a#char=11,18> . <claim/army> ckg:claims <event/other> }
## of-event
INSERT DATA { <figure/dead> ckg:ofEvent <entity/omar> }
## Role-type
INSERT DATA { <role/where> ckg:roleType sem:hasTime }
## Role-value
INSERT DATA { <role/who> rdf:value <entity/omar> }
## Role
DELETE DATA { <role/where> rdf:value <entity/dera> . <event/shelling> sem:hasPlace <entity/dera> } ; INSERT DATA { <role/where> rdf:value <time/monday> }
## Role
DELETE DATA { <role/with> rdf:value <entity/mortars> . <event/shelling> ckg:instrument <entity/mortars> } ; INSERT DATA { <role/with> rdf:value <entity/dera> }
## Role
DELETE DATA { <role/when> rdf:value <time/monday> . <event/shelling> sem:hasTime <time/monday> } ; INSERT DATA { <role/when> rdf:value <entity/dera> }
## Role
DELETE DATA { <role/who> rdf:value <entity/rebels> . <event/shelling> ckg:initiator <entity/rebels> } ; INSERT DATA { <role/who> rdf:value <entity/nobody> }
## inferred
DELETE WHERE { <role/who> ckg:inferred ?inferred } ; INSERT DATA { <role/who> ckg:inferred "no" }
## inferred
DELETE WHERE { <relation/leads> ckg:inferred ?inferred }
## confidence
DELETE WHERE { <role/who> ckg:confidence ?confidence } ; INSERT DATA { <role/who> ckg:confidence 1.1 }
## confidence
DELETE WHERE { <relation/leads> ckg:confidence ?confidence } ; INSERT DATA { <relation/leads> ckg:confidence 9.0e-1 }
## optional-confidence
DELETE WHERE { <figure/dead> ckg:confidence ?confidence } ; INSERT DATA { <figure/dead> ckg:confidence -0.1 }
## optional-confidence
INSERT DATA { <event/shelling> ckg:confidence 0.8 , 0.9 }
## optional-confidence
INSERT DATA { <claim/omar> ckg:confidence "sure" }
## rule
DELETE WHERE { <role/who> ckg:rule ?rule }
## rule
INSERT DATA { <relation/leads> ckg:rule "apposition" }
## Figure-harm
DELETE WHERE { <figure/dead> ckg:harm ?harm } ; INSERT DATA { <figure/dead> ckg:harm ckg:Civilian }
## Figure-status
DELETE WHERE { <figure/dead> ckg:victimStatus ?status }
## Figure-qualifier
INSERT DATA { <figure/dead> ckg:countQualifier ckg:About }
## Figure-min
DELETE WHERE { <figure/dead> schema:minValue ?number } ; INSERT DATA { <figure/dead> schema:minValue 41 }
## Figure-min
DELETE WHERE { <figure/dead> schema:minValue ?number } ; INSERT DATA { <figure/dead> schema:minValue -1 }
## Figure-max
DELETE WHERE { <figure/dead> schema:maxValue ?number } ; INSERT DATA { <figure/dead> schema:maxValue 40.5 }
## Figure-total
DELETE WHERE { <figure/dead> ckg:isTotal ?total } ; INSERT DATA { <figure/dead> ckg:isTotal "false" }
## Relation-subject
INSERT DATA { <relation/leads> rdf:subject <entity/army> }
## Relation-predicate
DELETE WHERE { <relation/leads> rdf:predicate ?name } ; INSERT DATA { <relation/leads> rdf:predicate ckg:related } ; DELETE DATA { <entity/omar> ckg:leads <entity/rebels> }
## Relation-object
DELETE WHERE { <relation/leads> rdf:object ?object } ; DELETE DATA { <entity/omar> ckg:leads <entity/rebels> }
## Related-edges
INSERT DATA { <entity/omar> ckg:memberOf <entity/rebels> }
## Related-edges
DELETE DATA { <claim/article> ckg:polarity ckg:Affirmed } ; INSERT DATA { <claim/article> ckg:polarity ckg:Negated }
## Related-edges
DELETE DATA { <claim/article> ckg:actuality ckg:Actual } ; INSERT DATA { <claim/article> ckg:actuality ckg:Hypothetical }
## Related-edges
DELETE DATA { <claim/article> ckg:certainty ckg:Certain } ; INSERT DATA { <claim/article> ckg:certainty ckg:Possible }
## Related-edges
INSERT DATA { <http://www.wikidata.org/entity/Q90000002> ckg:locatedIn <entity/dera> }
## Claim-article
DELETE WHERE { <claim/omar> prov:hadPrimarySource ?article }
## Claim-source
DELETE WHERE { <claim/omar> prov:wasAttributedTo ?source }
## Claim-source
INSERT DATA { <claim/omar> prov:wasAttributedTo <time/monday> }
## Claim-about
INSERT DATA { <claim/omar> ckg:claims <entity/dera> }
## Claim-polarity
INSERT DATA { <claim/omar> ckg:polarity ckg:Affirmed }
## Claim-certainty
DELETE WHERE { <claim/omar> ckg:certainty ?certainty }
## Claim-actuality
DELETE WHERE { <claim/omar> ckg:actuality ?actuality } ; INSERT DATA { <claim/omar> ckg:actuality ckg:Certain }
## Claim-directSpeech
DELETE WHERE { <claim/omar> ckg:directSpeech ?direct }
## Claim-sourceMention
INSERT DATA { <claim/omar> ckg:sourceMention <entity/omar> }
## Claim-cueMention
INSERT DATA { <claim/omar> ckg:cueMention <entity/omar> }
## Claim-contentMention
INSERT DATA { <claim/omar> ckg:contentMention <entity/omar> }
## Claim-addressee
INSERT DATA { <claim/omar> ckg:addressee <article/a> }
## Claim-contradicts
INSERT DATA { <claim/omar> ckg:contradicts <event/shelling> }
## Claim
DELETE WHERE { <claim/unread> ckg:contentMention ?mention }
## Claim-parts
INSERT DATA { <claim/article> ckg:claimsRole <role/who> }
## Claim-parts
INSERT DATA { <claim/unread> ckg:claimsFigure <figure/dead> }
## Entity-named
INSERT DATA { <entity/dera> ckg:isNamed "yes" }
## Link-of
DELETE WHERE { <link/omar> ckg:linkOf ?entity }
## Link-reason
DELETE WHERE { <link/omar> ckg:reason ?reason } ; INSERT DATA { <link/omar> ckg:reason "a hunch" }
## Link-rule
DELETE WHERE { <link/omar> ckg:rule ?rule }
## Link-chosen
INSERT DATA { <link/dera> ckg:chosenItem wd:Q1 . <entity/dera> skos:exactMatch wd:Q1 }
## Link-candidate
INSERT DATA { <link/omar> ckg:candidate <entity/omar> }
## Link-justification
DELETE WHERE { <link/omar> ckg:mappingJustification ?how }
## Link-nil
INSERT DATA { <link/omar> ckg:nilIdentity <entity/omar> }
## Link-matches
DELETE WHERE { <entity/dera> skos:exactMatch wd:Q193097 }
## Candidate-item
DELETE WHERE { <candidate/dera-1> ckg:item ?item }
## Candidate-rank
DELETE WHERE { <candidate/dera-1> ckg:rank ?rank } ; INSERT DATA { <candidate/dera-1> ckg:rank 0 }
## Candidate-score
DELETE WHERE { <candidate/dera-1> ckg:score ?score } ; INSERT DATA { <candidate/dera-1> ckg:score 1.5 }
## Nil-label
DELETE WHERE { <nil/omar> rdfs:label ?name }
## Nil-class
DELETE WHERE { <nil/omar> ckg:nilClass ?class }
## Gap-kind
DELETE WHERE { <gap/fumigate> ckg:gapKind ?kind } ; INSERT DATA { <gap/fumigate> ckg:gapKind "adverb" }
## Gap-lemma
DELETE WHERE { <gap/fumigate> ckg:lemma ?lemma }
## Skipped-identifier
DELETE WHERE { <skipped/b> dct:identifier ?name }
## Skipped-reason
DELETE WHERE { <skipped/b> ckg:reason ?reason }
## never-sameAs
INSERT DATA { <entity/dera> owl:sameAs <http://www.wikidata.org/entity/Q1> }
## never-blank
INSERT DATA { <entity/dera> rdfs:seeAlso [ rdfs:label "Dera" ] }
## Claim-supersedes
INSERT DATA { <claim/omar> ckg:supersedes <event/shelling> }
## Incident-label
DELETE DATA { <incident/dera> rdfs:label "Shelling in 2 articles" }
## Incident-report
INSERT DATA { <incident/dera> ckg:hasReport <relation/leads> }
## confidence
DELETE DATA { <incident/dera> ckg:confidence 0.8 }
## rule
DELETE DATA { <incident/dera> ckg:rule "incident:type+place" }
## Incident-articles
DELETE DATA { <incident/dera> ckg:hasReport <event/again> }
## Claim-presupposed
INSERT DATA { <claim/omar> ckg:presupposed "yes" }
