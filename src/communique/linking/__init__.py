"""Links to other data sets: candidates are found by machine, decided by people, recorded as SSSOM, replayed by every build.

The way of a link: `subjects` takes the people, bodies, posts and things out of the data set; a target (`base.Target`) offers
candidates for each; `features` says what speaks for and against a pair; `suggest` ranks and dares, or says "not there"; `sheet`
puts it before a person and takes the decisions back; `sssom` keeps them; `links_graph` turns them into RDF.
"""
