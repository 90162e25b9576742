"""The text-search configuration, then the table that uses it.

The configuration belongs to this app: it goes when the migration is undone. The
extension is PostgreSQL's own (« trusted »: the owner of the database may create it).
"""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations, models

CREATE = """
CREATE TEXT SEARCH CONFIGURATION french_unaccent (COPY = pg_catalog.french);
ALTER TEXT SEARCH CONFIGURATION french_unaccent
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;
"""
DROP = "DROP TEXT SEARCH CONFIGURATION french_unaccent;"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('participation', '0002_ground'),
    ]

    operations = [
        UnaccentExtension(),
        migrations.RunSQL(CREATE, DROP),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('demande', 'Demandes'), ('offre', 'Offres'), ('conseil', 'Conseils'), ('projet', 'Projets'), ('page', 'Pages d’information')], max_length=8, verbose_name='nature')),
                ('key', models.CharField(max_length=40, unique=True, verbose_name='objet')),
                ('label', models.CharField(blank=True, max_length=40, verbose_name='numéro')),
                ('title', models.CharField(max_length=255, verbose_name='titre')),
                ('keywords', models.TextField(blank=True, verbose_name='mots en plus')),
                ('body', models.TextField(blank=True, verbose_name='texte')),
                ('url', models.CharField(max_length=500, verbose_name='adresse')),
                ('updated_at', models.DateTimeField(verbose_name='mis à jour le')),
                ('vector', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('title', config='french_unaccent', weight='A'), '||', django.contrib.postgres.search.SearchVector('body', 'keywords', config='french_unaccent', weight='B'), django.contrib.postgres.search.SearchConfig('french_unaccent')), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('council', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participation.council', verbose_name='conseil')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='participation.theme', verbose_name='thème')),
            ],
            options={
                'verbose_name': 'document de la recherche',
                'verbose_name_plural': 'documents de la recherche',
                'ordering': ['-updated_at', '-pk'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['vector'], name='document_vector_idx')],
            },
        ),
    ]
