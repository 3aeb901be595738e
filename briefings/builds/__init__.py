"""Builds: from what is asked for to files, as few times and on as many processors as can be.

    deliverables  what is built when nothing is asked for
    orders        what is to be built; :mod:`~briefings.builds.length`, how long it is to be
    standing      whether all of it is there already, found out without reading any content
    planning      what of it is to be made, and why, by its facets and the ledger
    run           all of it, by the hands that :mod:`~briefings.builds.batch` finds for it
    build         one order, all the way; what orders share lies on the desk
    crew          many processes; on other machines, elsewhere
    depot         where files are put
    shards        a part of the work for each of several machines

Of the rest of the program only the command line knows of builds.
"""
